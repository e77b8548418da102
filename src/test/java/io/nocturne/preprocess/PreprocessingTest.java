package io.nocturne.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.preprocess.Preprocessing.Pedal;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.preprocess.Preprocessing.Transposition;
import io.nocturne.rhythm.SilenceLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final Preprocessing ALL =
      new Preprocessing(
          Pedal.SUSTAIN,
          TrackSelection.parse("right"),
          Optional.of(new SilenceLimit(2)),
          Transposition.C);

  private static final int[] D_MAJOR = {62, 64, 66, 67, 69, 71, 73, 74};

  /** A scale in D on the track right; the pedal is on the track left, beside drums. */
  private static Piece piece() {
    Note[] scale = new Note[D_MAJOR.length];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = new Note(i * 480L, 240, D_MAJOR[i], 80, 0);
    }
    Track left =
        new Track(
            "left",
            0,
            List.of(new Note(0, 480, 38, 80, 0), new Note(0, 9, 38, 80, Note.PERCUSSION_CHANNEL)),
            List.of(),
            List.of(new ControlChange(0, 0, 64, 127), new ControlChange(480, 0, 64, 0)));
    return new Piece(
        "scale",
        new Division.Metrical(480),
        List.of(Track.of("right", List.of(scale)), left),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void takesTheSelectedTracksWithThePedalOfAllInC() {
    Piece piece = ALL.apply(piece()).piece();
    assertThat(piece.notes()).extracting(Note::pitch).startsWith(60, 62, 64).hasSize(8);
    assertThat(piece.notes()).extracting(Note::durationTicks).startsWith(480L, 240L);
  }

  @Test
  void countsWhatIsLeftOut() {
    Preprocessed done = ALL.apply(piece());
    assertThat(done.percussion()).isEqualTo(1);
    assertThat(done.unselected()).isEqualTo(new Unselected(1, 1));
    assertThat(done.semitones()).isEqualTo(-2);
  }

  @Test
  void isMadeAgainOfItsOptions() {
    assertThat(Preprocessing.of(ALL.options())).isEqualTo(ALL);
    assertThat(Preprocessing.of(Preprocessing.NONE.options())).isEqualTo(Preprocessing.NONE);
  }

  @Test
  void doesNothingOfWhatAnEarlierVersionDidNotHave() {
    assertThat(Preprocessing.of(Map.of("pedal", "sustain")).label()).isEqualTo("pedal sustain");
  }

  @Test
  void refusesOptionsThatItDoesNotKnow() {
    assertThatThrownBy(() -> Preprocessing.of(Map.of("tuning", "440")))
        .hasMessage("preprocessing has no setting tuning");
    assertThatThrownBy(() -> Preprocessing.of(Map.of("transpose", "d")))
        .hasMessage("transpose d is unknown");
  }

  @Test
  void namesWhatIsNotAsUsual() {
    assertThat(ALL.label()).isEqualTo("max-silence 2, pedal sustain, tracks right, transpose c");
    assertThat(Preprocessing.NONE.label()).isEqualTo("as it is");
  }

  @Test
  void theTempoOfACorpusIsTheMedianOfItsPieces() {
    assertThat(Provenance.of(ALL, DoubleStream.of(90, 200, 60)).tempo()).hasValue(90);
    assertThat(Provenance.of(ALL, DoubleStream.of(90, 100)).tempo()).hasValue(95);
    assertThat(Provenance.of(ALL, DoubleStream.empty()).tempo()).isEqualTo(OptionalDouble.empty());
  }
}
