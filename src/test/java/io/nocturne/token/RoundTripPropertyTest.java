package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.midi.MidiReader;
import io.nocturne.midi.RealFiles;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is decoded is what was encoded, as far as the tokens tell it. */
class RoundTripPropertyTest {
  @Property(tries = 1000)
  void eventsDecodeToTheQuantisedScore(@ForAll long seed) {
    Random random = new Random(seed);
    Piece score = RandomScores.score(random);
    EventTokenizer tokenizer = RandomTokenizers.events(random);
    Piece decoded =
        tokenizer.decode(
            score.name(), tokenizer.encode(score).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(decoded).isEqualTo(tokenizer.quantized(score, EvenTiming.DEFAULT));
  }

  @Property(tries = 200)
  void aQuantisedScoreIsQuantisedAlready(@ForAll long seed) {
    Random random = new Random(seed);
    Piece score = RandomScores.score(random);
    EventTokenizer tokenizer = RandomTokenizers.events(random);
    Piece once = tokenizer.quantized(score, EvenTiming.DEFAULT);
    assertThat(tokenizer.quantized(once, EvenTiming.DEFAULT)).isEqualTo(once);
    assertThat(tokenizer.encode(once)).isEqualTo(clean(tokenizer.encode(score), tokenizer, once));
  }

  /** The ids of a score, and counts of nothing lost but what a note cut before is. */
  private static Encoding clean(Encoding lossy, EventTokenizer tokenizer, Piece once) {
    Encoding again = tokenizer.encode(once);
    assertThat(again.loss().quantization().moved()).isZero();
    assertThat(again.loss().quantization().merged()).isZero();
    return new Encoding(lossy.tokens(), new EncodingLoss(0, 0, 0, 0, again.loss().quantization()));
  }

  @Property(tries = 200)
  void performancesKeepOnsetsAndLengthsToHalfAStep(@ForAll long seed) {
    Random random = new Random(seed);
    Piece played = performance(random);
    TimeSteps steps = new TimeSteps(List.of(2, 5, 10, 20).get(random.nextInt(4)));
    PerformanceTokenizer tokenizer =
        PerformanceTokenizer.of(
            random.nextBoolean() ? NoteEnds.OFFS : NoteEnds.DURATIONS,
            steps,
            OptionalInt.of(127),
            PedalTokens.NONE,
            OutOfRangePolicy.SKIP);
    Piece decoded =
        tokenizer.decode("p", tokenizer.encode(played).tokens().toArray(), EvenTiming.DEFAULT);
    List<double[]> before = times(played);
    List<double[]> after = times(decoded);
    assertThat(after).hasSameSizeAs(before);
    double halfStep = 0.5 / steps.perSecond() + 1e-9;
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).containsExactly(before.get(i), within(halfStep));
    }
  }

  /** Returns onset and length in seconds of each note, by pitch, then onset. */
  private static List<double[]> times(Piece piece) {
    Timeline timeline = Timeline.of(piece);
    return piece.notes().stream()
        .sorted(Comparator.comparingInt(Note::pitch).thenComparing(Note::onsetTicks))
        .map(
            note -> {
              double onset = timeline.seconds(note.onsetTicks());
              return new double[] {onset, timeline.seconds(note.endTicks()) - onset};
            })
        .toList();
  }

  /** Up to half an hour of a piano's keys, each released before it is struck again. */
  private static Piece performance(Random random) {
    int ticksPerQuarter = 480;
    List<Tempo> tempos = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      tempos.add(new Tempo(i * 50_000L, 400_000 + random.nextInt(400_000)));
    }
    List<Note> notes = new ArrayList<>();
    for (int pitch = 21; pitch <= 108; pitch++) {
      long tick = random.nextInt(100_000);
      for (int i = 0; i < random.nextInt(20); i++) {
        long length = 25L + random.nextInt(i % 5 == 0 ? 20_000 : 1000);
        notes.add(new Note(tick, length, pitch, 1 + random.nextInt(127), 0));
        tick += length + 50 + random.nextInt(50_000); // A key takes some time to come up.
      }
    }
    notes.sort(Note.BY_ONSET_THEN_PITCH);
    return new Piece(
        "p",
        new Division.Metrical(ticksPerQuarter),
        List.of(Track.of("", notes)),
        tempos,
        List.of(),
        List.of());
  }

  @Property(tries = 300)
  void chordsDecodeToThePitchesStruckTogether(@ForAll long seed) {
    Piece score = RandomScores.score(new Random(seed));
    TokenizerFitter fitter =
        TokenizerFitter.chords(
            ChordNames.PITCHES, Optional.empty(), OutOfRangePolicy.FOLD_OCTAVES, 1);
    Tokenizer tokenizer = fitter.fit(List.of(score));
    Piece decoded =
        tokenizer.decode("p", tokenizer.encode(score).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(struck(decoded)).isEqualTo(struck(folded(score)));
  }

  /** Every piece of a real collection; each of its notes is told. */
  @Example
  void eventsOfARealCollectionDecodeToTheQuantisedScores() throws IOException {
    EventTokenizer tokenizer = EventTokenizer.standard();
    for (Piece score : collection()) {
      Encoding encoding = tokenizer.encode(score);
      Piece decoded =
          tokenizer.decode(score.name(), encoding.tokens().toArray(), EvenTiming.DEFAULT);
      assertThat(decoded).isEqualTo(tokenizer.quantized(score, EvenTiming.DEFAULT));
      assertThat(
              decoded.noteCount()
                  + encoding.loss().leftOut()
                  + encoding.loss().quantization().merged())
          .isEqualTo(score.noteCount());
    }
  }

  private static List<Piece> collection() throws IOException {
    List<Path> midi = RealFiles.all();
    assertThat(midi).hasSize(121);
    List<Piece> pieces = new ArrayList<>();
    for (Path file : midi) {
      pieces.addAll(MidiReader.read(file).pieces());
    }
    return pieces;
  }

  private static List<List<Integer>> struck(Piece piece) {
    return piece.notes().stream()
        .collect(Collectors.groupingBy(Note::onsetTicks, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(notes -> notes.stream().map(Note::pitch).distinct().sorted().toList())
        .toList();
  }

  private static Piece folded(Piece piece) {
    return Piece.of("p", 480, new Keyboard(OutOfRangePolicy.FOLD_OCTAVES).fit(piece).notes());
  }
}
