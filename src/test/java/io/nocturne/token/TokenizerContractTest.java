package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tokenizer owes to corpora, models and generated music. */
class TokenizerContractTest {

  static Stream<Tokenizer> all() {
    return Tokenizer.names().stream().map(Tokenizer::named);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFoundByItsOwnName(Tokenizer tokenizer) {
    assertThat(Tokenizer.named(tokenizer.name()).name()).isEqualTo(tokenizer.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesNotesAsIdsOfTheVocabularyOtherThanThePad(Tokenizer tokenizer) {
    List<Integer> ids =
        Arrays.stream(tokenizer.encode(randomPiece()).tokens().toArray()).boxed().toList();
    assertThat(ids)
        .isNotEmpty()
        .allMatch(id -> id >= 0 && id < tokenizer.vocabulary().size())
        .doesNotContain(tokenizer.vocabulary().padId());
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesThePitchesOfItsTokensAscending(Tokenizer tokenizer) {
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      assertThat(tokenizer.pitches(id)).isSorted().doesNotHaveDuplicates();
    }
    assertThat(tokenizer.pitches(tokenizer.vocabulary().padId())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesThePieceItDecodedToTheSameIds(Tokenizer tokenizer) {
    Tokens once = tokenizer.encode(randomPiece()).tokens();
    Piece decoded = tokenizer.decode("again", once.toArray(), EvenTiming.DEFAULT);
    assertThat(tokenizer.encode(decoded)).isEqualTo(new Encoding(once, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesTheSamePieceAlike(Tokenizer tokenizer) {
    assertThat(tokenizer.encode(randomPiece())).isEqualTo(tokenizer.encode(randomPiece()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesAPieceWithoutNotesAsNothing(Tokenizer tokenizer) {
    Piece empty = Piece.of("empty", 480, List.of());
    assertThat(tokenizer.encode(empty)).isEqualTo(new Encoding(Tokens.of(), 0, 0));
  }

  @ParameterizedTest
  @MethodSource("all")
  void decodesNothingToAPieceWithoutNotes(Tokenizer tokenizer) {
    assertThat(tokenizer.decode("empty", new int[0], EvenTiming.DEFAULT).noteCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void accountsForEveryNoteOfAPieceBeyondThePiano(Tokenizer tokenizer) {
    Piece beyond = Piece.of("p", 480, List.of(note(0, 0), note(1, 60), note(2, 127)));
    Encoding encoding = tokenizer.encode(beyond);
    assertThat(tokenizer.decode("p", encoding.tokens().toArray(), EvenTiming.DEFAULT).noteCount())
        .isEqualTo(3 - encoding.skipped());
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesToDecodeThePad(Tokenizer tokenizer) {
    int[] ids = {tokenizer.vocabulary().padId()};
    assertThatThrownBy(() -> tokenizer.decode("p", ids, EvenTiming.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was %d at position 0", ids[0]);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isMadeAgainFromItsNameOptionsAndVocabulary(Tokenizer tokenizer) {
    Tokenizer again =
        Tokenizer.named(tokenizer.name(), tokenizer.options(), tokenizer.vocabulary());
    assertThat(again).isEqualTo(tokenizer).hasSameHashCodeAs(tokenizer);
    assertThat(again.encode(randomPiece())).isEqualTo(tokenizer.encode(randomPiece()));
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
    assertThatThrownBy(() -> Tokenizer.named("midi"))
        .hasMessage("tokenizer midi: no such tokenizer; choose one of pitch");
  }

  private static Piece randomPiece() {
    Random random = new Random(7);
    return Piece.of(
        "random",
        480,
        IntStream.range(0, 500)
            .mapToObj(i -> note(i / 3 * 120L, 21 + random.nextInt(88)))
            .toList());
  }

  private static Note note(long onset, int pitch) {
    return new Note(onset, 100, pitch, 64, 0);
  }
}
