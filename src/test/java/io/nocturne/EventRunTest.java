package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.dataset.SplitSpec;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator.GenerateListener;
import io.nocturne.generate.Sampler;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.EventTokenizer;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainSpec.DataSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that has hardly learnt, and the pieces that it makes of events all the same. */
class EventRunTest {
  private static final GenerateListener QUIET = (done, all) -> {};
  private static final EventTokenizer EVENTS = EventTokenizer.standard();
  private static final Piece WALTZ =
      new Piece(
          "waltz",
          new Division.Metrical(96),
          List.of(Track.of("", List.of(note(0, 55), note(96, 59), note(384, 60)))),
          List.of(),
          List.of(new TimeSignature(0, 3, 4)),
          List.of());

  @TempDir static Path folder;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    run = folder.resolve("events");
    Corpus corpus = Corpus.of(EVENTS, EmbeddedCorpus.pieces());
    TrainSpec spec =
        TrainSpec.paper()
            .with(new ModelSpec(6, 5, 1, 8, 0, Targets.LAST))
            .with(new DataSpec(64, Openings.PAD, SplitSpec.By.PIECE, 0.2, 6))
            .with(TrainSpec.paper().fit().withEpochs(1));
    Nocturne.train(new TrainJob(run, folder.resolve("tensorboard"), "embedded", corpus, spec));
  }

  @Test
  void whatItMakesOfNothingCanBePlayed() throws IOException {
    List<Piece> pieces = Nocturne.generate(job(Optional.empty(), Output.CONTINUATION, 3), QUIET);
    assertThat(pieces).hasSize(3).allMatch(piece -> piece.noteCount() > 0);
    assertThat(pieces)
        .allSatisfy(
            piece ->
                assertThat(EVENTS.quantized(piece, EvenTiming.DEFAULT).notes())
                    .isEqualTo(piece.notes()));
  }

  @Test
  void aPrimerIsWrittenAsItsEventsTellIt() throws IOException {
    Piece piece =
        Nocturne.generate(job(Optional.of(WALTZ), Output.PRIMER_AND_CONTINUATION, 1), QUIET).get(0);
    List<Note> primer = EVENTS.quantized(WALTZ, EvenTiming.DEFAULT).notes();
    // A key that is struck again ends its note, which none makes longer.
    assertThat(piece.notes().subList(0, primer.size()))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("durationTicks")
        .isEqualTo(primer)
        .zipSatisfy(
            primer,
            (written, given) ->
                assertThat(written.endTicks()).isLessThanOrEqualTo(given.endTicks()));
    assertThat(piece.timeSignatures()).startsWith(new TimeSignature(0, 3, 4));
  }

  @Test
  void aContinuationIsInTheBarsOfItsPrimer() throws IOException {
    Piece piece = Nocturne.generate(job(Optional.of(WALTZ), Output.CONTINUATION, 1), QUIET).get(0);
    assertThat(piece.timeSignatures()).startsWith(new TimeSignature(0, 3, 4));
  }

  private static GenerateJob job(Optional<Piece> primer, Output output, int count)
      throws IOException {
    GenerateSpec spec = new GenerateSpec(300, count, 5, Sampler.ofTemperature(1));
    return new GenerateJob(RunFolder.open(run), primer, spec, EvenTiming.DEFAULT, output);
  }

  private static Note note(long onset, int pitch) {
    return new Note(onset, 96, pitch, 64, 0);
  }
}
