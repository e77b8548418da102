package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.ContinuedPiece;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.compose.NoteLimits;
import io.nocturne.compose.NoteLimits.PitchLimits;
import io.nocturne.compose.Primer;
import io.nocturne.corpus.Corpus;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator.GenerateListener;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.Sampler;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.runtime.Device;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that has hardly learned performances, and what it makes of them all the same. */
class PerformanceRunTest {
  private static final GenerateListener QUIET = (done, all) -> {};
  private static final PerformanceTokenizer TOKENS =
      PerformanceTokenizer.of(
          NoteEnds.OFFS,
          TimeSteps.DEFAULT,
          OptionalInt.of(8),
          PedalTokens.ON_OFF,
          OutOfRangePolicy.SKIP);

  @TempDir static Path folder;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    run = folder.resolve("performances");
    Corpus corpus = Corpus.of(TOKENS, List.of(performance(1), performance(2), performance(3)));
    TrainSpec spec =
        TrainSpec.paper()
            .with(new ModelSpec(6, 5, 1, 8, 0, Targets.LAST))
            .with(new DataSpec(64, Openings.PAD, SplitSpec.By.PIECE, 0.2, 6, 0.05, 2))
            .with(TrainSpec.paper().fit().withEpochs(1));
    Nocturne.train(new TrainJob(run, folder.resolve("tensorboard"), "made up", corpus, spec));
  }

  @Test
  void augmentationThatTokensCannotHaveIsAnErrorBeforeAnythingIsWritten() {
    Corpus pitches = Corpus.of(PitchTokenizer.piano(), List.of(performance(1), performance(2)));
    Path other = folder.resolve("pitches");
    TrainSpec spec =
        TrainSpec.paper().with(new DataSpec(1, Openings.PAD, SplitSpec.By.PIECE, 0.2, 0, 0.05, 0));
    TrainJob job = new TrainJob(other, folder.resolve("tensorboard"), "made up", pitches, spec);
    assertThatThrownBy(() -> Nocturne.train(job))
        .hasMessage(
            "augment-tempo 0.05: has no effect on pitch tokens, whose times are not in seconds;"
                + " leave it out, or prepare the corpus with --tokens performance");
    assertThat(other).doesNotExist();
  }

  @Test
  void whatItMakesOfNothingCanBePlayed() throws IOException {
    GenerateJob job = job(Primer.none(TOKENS), Output.CONTINUATION);
    Piece piece = Nocturne.generate(job, QUIET).get(0);
    assertThat(piece.noteCount()).isPositive();
    Piece again =
        TOKENS.decode("again", TOKENS.encode(piece).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(again.notes()).isEqualTo(piece.notes());
    assertThat(again.controls()).isEqualTo(piece.controls());
  }

  @Test
  void itsFilesHaveTheSustainPedal() throws IOException {
    GenerateJob job = job(Primer.of(performance(4), TOKENS), Output.PRIMER_AND_CONTINUATION);
    Piece piece = Nocturne.generate(job, QUIET).get(0);
    Piece read =
        MidiReader.read(MidiWriter.write(piece, 1), "a.mid", ReadOptions.DEFAULT).pieces().get(0);
    assertThat(read.controls())
        .hasSizeGreaterThanOrEqualTo(performance(4).controls().size())
        .allMatch(ControlChange::isSustainPedal)
        .isEqualTo(piece.controls());
  }

  @Test
  void aContinuationFollowsItsPerformanceToTheStep() throws IOException {
    Piece piece = performance(5);
    GenerateJob job = job(Primer.of(new ContinuedPiece(piece), TOKENS), Output.CONTINUED_PIECE);
    Piece longer = Nocturne.generate(job, QUIET).get(0);
    int[] primer = TOKENS.promptIds(piece);
    Note first = longer.tracks().get(1).notes().get(0);
    double start = Timeline.of(longer).seconds(first.onsetTicks());
    assertThat(start)
        .isGreaterThanOrEqualTo(TOKENS.seconds(primer) - 0.001)
        .isLessThan(TOKENS.seconds(primer) + 60);
    assertThat(longer.tracks().get(0)).isEqualTo(piece.tracks().get(0));
  }

  /** One key at a time, of some: there is always a token that may follow. */
  @Test
  void limitsOfPitchAndPolyphonyLeaveItAWay() throws IOException {
    NoteLimits limits =
        new NoteLimits(Optional.empty(), Optional.of(new PitchLimits(50, 67)), OptionalInt.of(1));
    NoteChoice choice =
        new NoteChoice(
            RepetitionPenalty.NONE, OptionalInt.empty(), 300, limits, OptionalInt.empty());
    GenerateJob job = job(Primer.none(TOKENS), Output.CONTINUATION).with(choice);
    List<Note> notes = Nocturne.generate(job, QUIET).get(0).notes();
    assertThat(notes).isNotEmpty().allMatch(note -> note.pitch() >= 50 && note.pitch() <= 67);
    for (int i = 1; i < notes.size(); i++) {
      assertThat(notes.get(i - 1).endTicks()).isLessThanOrEqualTo(notes.get(i).onsetTicks());
    }
  }

  private static GenerateJob job(Primer primer, Output output) throws IOException {
    GenerateSpec spec = new GenerateSpec(300, 1, 5, Sampler.ofTemperature(1));
    return new GenerateJob(
        RunFolder.open(run),
        primer,
        spec,
        NoteChoice.FREE,
        EvenTiming.DEFAULT,
        output,
        Device.AUTO);
  }

  /** Chords that are struck within 30 ms and held by the pedal, at a tempo that is not the beat. */
  private static Piece performance(int seed) {
    Random random = new Random(seed);
    List<Note> notes = new ArrayList<>();
    List<ControlChange> pedals = new ArrayList<>();
    long time = 0;
    for (int chord = 0; chord < 40; chord++) {
      pedals.add(pedal(time, 0));
      pedals.add(pedal(time + 60, 127));
      for (int voice = 0; voice < 3; voice++) {
        long onset = time + random.nextInt(30);
        int velocity = 30 + random.nextInt(60);
        int pitch = 40 + 12 * voice + random.nextInt(12);
        notes.add(new Note(onset, 80 + random.nextInt(200), pitch, velocity, 0));
      }
      time += 350 + random.nextInt(300);
    }
    pedals.add(pedal(time, 0));
    notes.sort(Note.BY_ONSET_THEN_PITCH);
    return Piece.of("performance", 500, notes)
        .withTracks(List.of(Track.of("", notes).withControls(pedals)));
  }

  private static ControlChange pedal(long tick, int value) {
    return new ControlChange(tick, 0, ControlChange.SUSTAIN_PEDAL, value);
  }
}
