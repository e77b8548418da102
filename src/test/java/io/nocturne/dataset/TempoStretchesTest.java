package io.nocturne.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.dataset.Augmentation.Row;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.Grammar;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TempoStretchesTest {
  private static final Tokenizer OFFS = PerformanceTokenizer.standard();
  private static final Tokenizer DURATIONS =
      PerformanceTokenizer.of(
          NoteEnds.DURATIONS,
          TimeSteps.DEFAULT,
          OptionalInt.empty(),
          PedalTokens.NONE,
          OutOfRangePolicy.SKIP);

  @Example
  void stretchesTimeShiftsFromTheBeginningOfAWindow() {
    // 150, 300 and 450 ms become 157.5, 315 and 472.5.
    assertThat(stretched(OFFS, 1.05, "TimeShift_150ms TimeShift_150ms TimeShift_150ms NoteOn_C4"))
        .isEqualTo("TimeShift_160ms TimeShift_160ms TimeShift_150ms NoteOn_C4");
  }

  @Example
  void stretchesEachDurationByItself() {
    assertThat(stretched(DURATIONS, 0.95, "Pitch_C4 Duration_200ms Pitch_E4 Duration_400ms"))
        .isEqualTo("Pitch_C4 Duration_190ms Pitch_E4 Duration_380ms");
  }

  @Example
  void keepsTheNumberOfTokensOfATime() {
    String note = " NoteOn_C4";
    assertThat(stretched(OFFS, 1.05, "TimeShift_990ms" + note))
        .isEqualTo("TimeShift_1000ms" + note);
    assertThat(stretched(OFFS, 0.95, "TimeShift_1000ms TimeShift_40ms" + note))
        .isEqualTo("TimeShift_1000ms TimeShift_10ms" + note);
    assertThat(stretched(OFFS, 0.95, "TimeShift_1000ms TimeShift_800ms" + note))
        .isEqualTo("TimeShift_1000ms TimeShift_710ms" + note);
  }

  @Example
  void leavesATimeThatTheWindowCutsOff() {
    String cut = "NoteOn_C4 TimeShift_1000ms TimeShift_1000ms";
    assertThat(stretched(OFFS, 0.95, cut)).isEqualTo(cut);
  }

  @Example
  void aStepThatWouldVanishStaysAndIsMadeUpForByTheNextTime() {
    // 100, 110 and 210 ms become 95, 104.5 and 199.5.
    assertThat(
            stretched(
                OFFS,
                0.95,
                "TimeShift_100ms NoteOn_C4 TimeShift_10ms NoteOff_C4 TimeShift_100ms NoteOn_E4"))
        .isEqualTo("TimeShift_100ms NoteOn_C4 TimeShift_10ms NoteOff_C4 TimeShift_90ms NoteOn_E4");
  }

  @Property(tries = 200)
  void notesBeginWhereTheyBeganTimesTheFactorToHalfAStep(@ForAll long seed) {
    Random random = new Random(seed);
    double factor = 0.95 + 0.1 * random.nextDouble();
    Piece piece = performance(random);
    int[] ids = OFFS.encode(piece).tokens().toArray();
    List<Note> before = OFFS.decode("p", ids, EvenTiming.DEFAULT).notes();
    new TempoStretches(OFFS, 0.05, 1).stretch(ids, new Row(0, ids.length), factor);
    List<Note> after = OFFS.decode("p", ids, EvenTiming.DEFAULT).notes();
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      assertThat((double) after.get(i).onsetTicks())
          .isCloseTo(factor * before.get(i).onsetTicks(), within(5.0 + 1e-6));
    }
  }

  @Property(tries = 200)
  void everyTokenMayFollowTheOnesBeforeItStill(@ForAll long seed) {
    Random random = new Random(seed);
    for (Tokenizer tokenizer : List.of(OFFS, DURATIONS)) {
      int[] ids = tokenizer.encode(performance(random)).tokens().toArray();
      double factor = random.nextBoolean() ? 0.5 : 1.5;
      new TempoStretches(tokenizer, 0.5, 1).stretch(ids, new Row(0, ids.length), factor);
      Grammar grammar = tokenizer.grammar().after(ids[0]);
      for (int i = 1; i < ids.length; i++) {
        assertThat(grammar.following().get(ids[i])).as("token %d", i).isTrue();
        grammar = grammar.after(ids[i]);
      }
    }
  }

  @Example
  void fiveTemposAreSampledAboutAsOftenAndTheSameForAWindow() {
    int[] counts = new int[201];
    TreeSet<Integer> steps = new TreeSet<>();
    for (int window = 0; window < 5000; window++) {
      int[] ids = ids(OFFS, "TimeShift_800ms NoteOn_C4");
      int[] again = ids.clone();
      var stretches = new TempoStretches(OFFS, 0.05, 7);
      stretches.apply(ids, new Row(0, ids.length), 3, window);
      stretches.apply(again, new Row(0, again.length), 3, window);
      assertThat(again).isEqualTo(ids);
      int milliseconds = (int) Math.round(1000 * OFFS.seconds(ids));
      steps.add(milliseconds);
      counts[milliseconds / 10]++;
    }
    assertThat(steps).containsExactly(760, 780, 800, 820, 840);
    // Each is binomial of 5,000 and 1/5: 28 is its deviation.
    assertThat(IntStream.of(counts).filter(count -> count > 0).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(860, 1140));
  }

  /**
   * A melody of notes that do not overlap, 30 ms to 800 ms apart: from what is written as a step of
   * 10 ms a step could vanish, which has no token.
   */
  private static Piece performance(Random random) {
    List<Note> notes = new ArrayList<>();
    long time = random.nextInt(700);
    for (int i = 0; i < 200; i++) {
      long length = 20L + random.nextInt(780);
      notes.add(new Note(time, length, 40 + random.nextInt(40), 64, 0));
      time += length + 30 + random.nextInt(770);
    }
    return Piece.of("p", 500, notes);
  }

  private static String stretched(Tokenizer tokenizer, double factor, String words) {
    int[] ids = ids(tokenizer, words);
    new TempoStretches(tokenizer, 0.05, 1).stretch(ids, new Row(0, ids.length), factor);
    return Arrays.stream(ids)
        .mapToObj(tokenizer.vocabulary()::token)
        .collect(Collectors.joining(" "));
  }

  private static int[] ids(Tokenizer tokenizer, String words) {
    return Arrays.stream(words.split(" "))
        .mapToInt(word -> tokenizer.vocabulary().id(word).orElseThrow())
        .toArray();
  }
}
