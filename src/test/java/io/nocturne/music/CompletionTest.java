package io.nocturne.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.KeySignature.Mode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private static final Piece SCALE =
      Piece.of(
          "scale",
          480,
          IntStream.of(62, 64, 66, 67, 69, 71, 73, 74)
              .mapToObj(pitch -> new Note((pitch - 62) * 480L, 480, pitch, 80, 3))
              .toList());

  @Test
  void saysWhatTheLackOfTempoAndTimeMeans() {
    Piece complete = Completion.of(SCALE, 0);
    assertThat(complete.tempos()).containsExactly(new Tempo(0, 500_000));
    assertThat(complete.timeSignatures()).containsExactly(new TimeSignature(0, 4, 4));
  }

  @Test
  void findsTheKey() {
    assertThat(Completion.of(SCALE, 0).keySignatures())
        .containsExactly(new KeySignature(0, 2, Mode.MAJOR));
  }

  @Test
  void statesNoKeyWhereNoneIsFound() {
    Piece empty = Piece.of("empty", 480, List.of());
    assertThat(Completion.of(empty, 0).keySignatures()).isEmpty();
  }

  @Test
  void namesTheTrackAndTheInstrumentOfEachChannel() {
    Track track = Completion.of(SCALE, 6).tracks().get(0);
    assertThat(track.name()).isEqualTo("scale");
    assertThat(track.programs()).containsExactly(new ProgramChange(0, 3, 6));
    assertThat(track.notes()).isEqualTo(SCALE.notes());
  }

  @Test
  void keepsWhatThePieceStates() {
    Piece stated =
        new Piece(
            "stated",
            new Metrical(96),
            List.of(new Track("left hand", SCALE.notes(), List.of(new ProgramChange(5, 3, 40)))),
            List.of(new Tempo(0, 400_000)),
            List.of(new TimeSignature(0, 3, 4)),
            List.of(new KeySignature(0, -3, Mode.MINOR)));
    assertThat(Completion.of(stated, 0)).isEqualTo(stated);
  }

  @Test
  void refusesAProgramThatMidiDoesNotHave() {
    assertThatThrownBy(() -> Completion.of(SCALE, 128))
        .hasMessage("program must be 0 to 127, was 128");
  }
}
