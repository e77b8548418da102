package io.nocturne.evaluate.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.evaluate.music.SetMeasures.SetDistance;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Worked by hand; the interop suite holds the same measures against MusPy. */
class MeasureTest {
  /** A quarter of C, one of E, then the chord G C E for a quarter; in 2/4. */
  private static final Piece CADENCE =
      piece(
          note(0, 480, 60),
          note(480, 480, 64),
          note(960, 480, 67),
          note(960, 480, 72),
          note(960, 480, 76));

  @ParameterizedTest
  @CsvSource({
    "N_PITCHES_USED, 5",
    "N_PITCH_CLASSES_USED, 3",
    "PITCH_RANGE, 16",
    "PITCH_ENTROPY, 2.321928", // log2 5
    "PITCH_CLASS_ENTROPY, 1.521928", // of 2/5, 2/5 and 1/5
    "SCALE_CONSISTENCY, 1",
    "POLYPHONY, 1.666667", // (1 + 1 + 3) / 3
    "POLYPHONY_RATE, 0.333333",
    "EMPTY_BEAT_RATE, 0",
    "EMPTY_MEASURE_RATE, 0",
    "GROOVE_CONSISTENCY, 0.998958", // One of 960 places differs.
    "NOTE_COUNT, 5",
    "PITCH_INTERVAL, 4", // (4 + 3 + 5 + 4) / 4
    "INTER_ONSET_INTERVAL, 1",
    "REPETITION_4, 0"
  })
  void measuresACadence(Measure measure, double value) {
    assertThat(measure.of(CADENCE)).isCloseTo(value, within(1e-6));
  }

  @Test
  void findsEmptyBeatsAndBars() {
    Piece rests = piece(note(0, 100, 60), note(4 * 480, 100, 60));
    // Of beats 0 to 4 the second, third and fourth; of bars 0 to 2 the second.
    assertThat(Measure.EMPTY_BEAT_RATE.of(rests)).isCloseTo(3 / 5.0, within(1e-12));
    assertThat(Measure.EMPTY_MEASURE_RATE.of(rests)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void countsAPitchThatOverlapsItselfOnce() {
    Piece overlapping = piece(note(0, 480, 60), note(240, 480, 60));
    assertThat(Measure.POLYPHONY.of(overlapping)).isEqualTo(1);
  }

  @Test
  void leavesPercussionOutOfPitchAndCountsItForRhythm() {
    Piece drums = piece(note(0, 480, 60), new Note(1920, 100, 38, 80, 9));
    assertThat(Measure.N_PITCHES_USED.of(drums)).isEqualTo(1);
    assertThat(Measure.EMPTY_BEAT_RATE.of(drums)).isCloseTo(2 / 5.0, within(1e-12));
  }

  @Test
  void countsRunsThatComeAgain() {
    Note[] notes = new Note[10];
    for (int i = 0; i < notes.length; i++) {
      notes[i] = note(480L * i, 480, 60 + i % 5);
    }
    // Seven runs of four: 60.. to 62.. stand twice each, 63.. once.
    assertThat(Measure.REPETITION_4.of(piece(notes))).isCloseTo(4 / 7.0, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void isNoNumberOrZeroWithoutNotes(Measure measure) {
    double value = measure.of(piece());
    assertThat(Double.isNaN(value) || value == 0).as("%s", value).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void sharesAddUpToOne(Distribution distribution) {
    double sum = 0;
    for (double share : distribution.of(CADENCE)) {
      sum += share;
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void putsNotesWithTheNearestNoteValue() {
    double[] lengths = Distribution.NOTE_LENGTH_HISTOGRAM.of(piece(note(0, 470, 60)));
    assertThat(lengths[Distribution.noteValues().indexOf(1.0)]).isEqualTo(1);
  }

  @Test
  void theDistanceOfSetsIsThatOfScipysDensities() {
    List<double[]> set = numbers(1, 2, 4, 4.5, 7);
    List<double[]> other = numbers(2.5, 3, 6, 9);
    SetDistance distance = SetDistance.of(set, other);
    // scipy 1.17.1: trapezoid over the lesser of two gaussian_kde, on 2,000,001 places; entropy on
    // 1,000.
    assertThat(distance.overlappingArea()).isCloseTo(0.7564877168499259, within(1e-5));
    assertThat(distance.klDivergence()).isCloseTo(0.05172920998878977, within(1e-9));
  }

  @Test
  void theDivergenceOfANarrowSetIsThatOfScipy() {
    SetDistance distance = SetDistance.of(numbers(1, 1.1, 1.25, 1.4), numbers(1.2, 2, 3, 4));
    // scipy 1.17.1, entropy on 1,000 places, at three of which the density divides to 0.
    assertThat(distance.klDivergence()).isCloseTo(1.8756379555034968, within(1e-9));
  }

  @Test
  void ofManyPiecesSomeAreCompared() {
    double[] many = new Random(7).doubles(3L * SetDistance.MAX_PIECES).toArray();
    double[] some =
        IntStream.range(0, SetDistance.MAX_PIECES).mapToDouble(i -> many[3 * i]).toArray();
    List<double[]> other = numbers(0.2, 0.4, 0.9);
    assertThat(SetDistance.of(numbers(many), other))
        .isEqualTo(SetDistance.of(numbers(some), other));
  }

  @Test
  void theBellOfAnOutlierIsRightAtTheFarEnd() {
    // scipy.stats.gaussian_kde([0, 1, 2, 1000])(range(0, 1001, 250))
    assertThat(new KernelDensity(0, 1, 2, 1000).at(0, 250, 5))
        .containsExactly(
            new double[] {
              0.0007984386511464643,
              0.0006736545404600531,
              0.00044166280194992856,
              0.0003234671552311949,
              0.00028776405535204763
            },
            within(1e-15));
  }

  @Test
  void leavesOutWhatRhythmIsNeededFor() {
    SetMeasures pitches = SetMeasures.ofPitches(Stream.of(CADENCE, CADENCE));
    assertThat(pitches.mean(Measure.PITCH_RANGE)).isEqualTo(16);
    assertThat(pitches.mean(Measure.POLYPHONY)).isNaN();
    assertThat(pitches.pieces().get(0).distributions())
        .containsOnlyKeys(
            Distribution.PITCH_CLASS_HISTOGRAM, Distribution.PITCH_CLASS_TRANSITION_MATRIX);
  }

  @Test
  void hasNoBarsUnlessTheyAreAWholeNumberOfTicks() {
    Piece piece = piece(1, new TimeSignature(0, 3, 8), note(0, 1, 60), note(9, 1, 60));
    assertThat(Measure.GROOVE_CONSISTENCY.of(piece)).isNaN();
    assertThat(Measure.EMPTY_BEAT_RATE.of(piece)).isCloseTo(7 / 11.0, within(1e-12));
  }

  @Test
  void aSetThatIsAllAlikeHasNoDensity() {
    SetDistance distance = SetDistance.of(numbers(1, 1, 1), numbers(1, 2));
    assertThat(distance.overlappingArea()).isNaN();
  }

  private static List<double[]> numbers(double... values) {
    return Arrays.stream(values).mapToObj(value -> new double[] {value}).toList();
  }

  private static Note note(long onset, long duration, int pitch) {
    return new Note(onset, duration, pitch, 80, 0);
  }

  private static Piece piece(Note... notes) {
    return piece(480, new TimeSignature(0, 2, 4), notes);
  }

  private static Piece piece(int ticksPerQuarter, TimeSignature meter, Note... notes) {
    return new Piece(
        "piece",
        new Division.Metrical(ticksPerQuarter),
        List.of(Track.of("", List.of(notes))),
        List.of(),
        List.of(meter),
        List.of());
  }
}
