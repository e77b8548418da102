package io.nocturne.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Key;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransposeToCTest {
  private static final List<Integer> MAJOR = List.of(0, 4, 7, 0, 5, 9, 7, 11, 2, 0, 4, 7, 0);
  private static final List<Integer> MINOR = List.of(0, 3, 7, 0, 5, 8, 7, 11, 2, 0, 3, 7, 0);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, -1", "2, -2", "5, -5", "6, -6", "7, 5", "8, 4", "11, 1"})
  void aMajorKeyIsMovedToCByTheShorterWay(int tonic, int semitones) {
    assertThat(TransposeToC.of(piece(60 + tonic, MAJOR)).semitones()).isEqualTo(semitones);
  }

  @ParameterizedTest
  @CsvSource({"9, 0", "10, -1", "0, -3", "3, -6", "4, 5", "8, 1"})
  void aMinorKeyIsMovedToA(int tonic, int semitones) {
    KeyChange change = TransposeToC.of(piece(60 + tonic, MINOR));
    assertThat(change.semitones()).isEqualTo(semitones);
    assertThat(change.key().map(Key::label).orElseThrow()).endsWith("minor");
  }

  @Test
  void whereMidiHasNoSuchPitchesTheLongerWayIsTaken() {
    // F# major down to MIDI's lowest pitch but one: a fourth down does not go.
    Piece low = piece(6, MAJOR);
    Piece lower =
        Piece.of(
            "p",
            480,
            IntStream.range(0, 13)
                .mapToObj(
                    i -> new Note(i * 480L, 480, i == 0 ? 1 : low.notes().get(i).pitch(), 64, 0))
                .toList());
    assertThat(TransposeToC.of(lower).semitones()).isEqualTo(6);
  }

  @Test
  void withoutAKeyAPieceStays() {
    List<Note> chromatic =
        IntStream.range(0, 12).mapToObj(i -> new Note(i * 480L, 480, 60 + i, 64, 0)).toList();
    assertThat(TransposeToC.of(Piece.of("p", 480, chromatic)))
        .isEqualTo(new KeyChange(Optional.empty(), 0));
  }

  private static Piece piece(int tonic, List<Integer> steps) {
    return Piece.of(
        "p",
        480,
        IntStream.range(0, steps.size())
            .mapToObj(i -> new Note(i * 480L, 480, tonic + steps.get(i), 64, 0))
            .toList());
  }
}
