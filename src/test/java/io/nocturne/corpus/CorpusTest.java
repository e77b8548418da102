package io.nocturne.corpus;

import static io.nocturne.corpus.groups.Membership.ListedPart.TEST;
import static io.nocturne.corpus.groups.Membership.ListedPart.TRAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {
  private static final PitchTokenizer THREE_NOTES =
      new PitchTokenizer(new Vocabulary(List.of("C4", "D4", "E4", "<pad>")), OutOfRangePolicy.SKIP);

  // Both digests by Python's hashlib over struct-packed big-endian counts, tokens and ids.
  @Test
  void theFingerprintIsASha256OfVocabularyAndTokens() {
    assertThat(corpus(piece(0, 1, 2), piece(2, 2)).fingerprint())
        .isEqualTo("07476007229d10da9f64f1f8e6dad5600b84e5d123016d83be56656b51ca6a4c");
  }

  @Test
  void theFingerprintOfALongPieceDoesNotDependOnHowItIsChunked() {
    assertThat(corpus(piece(IntStream.range(0, 10_000).map(i -> i % 3).toArray())).fingerprint())
        .isEqualTo("1cad6e4b780544ab1f3d7a3ac8e85f97df0631fa170006efcf5e18aac8222c02");
  }

  @Test
  void theFingerprintTellsPiecesFromTheirConcatenation() {
    assertThat(corpus(piece(0, 1), piece(2)).fingerprint())
        .isNotEqualTo(corpus(piece(0, 1, 2)).fingerprint())
        .isNotEqualTo(corpus(piece(2), piece(0, 1)).fingerprint());
  }

  @Test
  void theFingerprintDoesNotDependOnNames() {
    assertThat(corpus(TestCorpora.piece("a", 1)).fingerprint())
        .isEqualTo(corpus(TestCorpora.piece("b", 1)).fingerprint());
  }

  @Test
  void theFingerprintTellsGroupsAndPartsApartButNotTheirNames() {
    Corpus corpus = corpus(piece(0), piece(1), piece(2));
    String grouped = TestCorpora.grouped(corpus, "a", "a", null).fingerprint();
    assertThat(grouped)
        .isEqualTo(TestCorpora.grouped(corpus, "x", "x", "y").fingerprint())
        .isNotEqualTo(corpus.fingerprint())
        .isNotEqualTo(TestCorpora.grouped(corpus, "a", null, "a").fingerprint());
    assertThat(TestCorpora.listed(corpus, TRAIN, TRAIN, TEST).fingerprint())
        .isNotEqualTo(TestCorpora.listed(corpus, TRAIN, TEST, TRAIN).fingerprint());
  }

  @Test
  void groupsAreNumberedByTheirFirstPieces() {
    Corpus corpus = corpus(piece(0), piece(1), piece(2), piece(0), piece(1));
    PieceGroups groups =
        PieceGroups.of(TestCorpora.grouped(corpus, "b", null, "a", null, "b").pieces());
    assertThat(groups.numbers()).containsExactly(0, 1, 2, 3, 0);
    assertThat(groups.count()).isEqualTo(4);
  }

  @Test
  void countsTheTokensOfAllPieces() {
    assertThat(corpus(piece(0, 1, 2), piece(2, 2)).tokenCount()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void refusesPadsAndIdsBeyondTheVocabulary(int id) {
    assertThatThrownBy(() -> corpus(piece(0), piece(1, id)))
        .hasMessage(
            "ids of a piece must be below the vocabulary's size 4 and not its pad 3, was %d at"
                + " token 1 of p",
            id);
  }

  @Test
  void refusesToBeEmpty() {
    assertThatThrownBy(() -> corpus())
        .hasMessage("a corpus must have at least one piece, had none");
  }

  @Test
  void refusesAPieceWithoutTokens() {
    assertThatThrownBy(() -> piece())
        .hasMessage("a piece must have at least one token, had none: p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "G000000000000000000000000000000000000000000000000000000000000000"})
  void refusesAHashThatIsNone(String sha256) {
    assertThatThrownBy(() -> new TokenizedPiece("p", sha256, Tokens.of(1)))
        .hasMessage("sha256 must be 64 hexadecimal digits, was \"" + sha256 + "\"");
  }

  @Test
  void piecesThatComeFromNoFileMakeACorpus() {
    var notes = List.of(new Note(0, 10, 60, 80, 0), new Note(10, 10, 64, 80, 0));
    Corpus corpus = Corpus.of(THREE_NOTES, List.of(Piece.of("a", 480, notes)));
    assertThat(corpus.pieces()).extracting(TokenizedPiece::name).containsExactly("a");
    assertThat(corpus.fingerprint()).isEqualTo(corpus(piece(0, 2)).fingerprint());
  }

  @Test
  void piecesThatComeFromNoFileMustBeExpressible() {
    var notes = List.of(new Note(0, 10, 60, 80, 0), new Note(10, 10, 61, 80, 0));
    assertThatThrownBy(() -> Corpus.of(THREE_NOTES, List.of(Piece.of("a", 480, notes))))
        .hasMessage("notes of a piece must be in the vocabulary, 1 of a are not");
  }

  private static Corpus corpus(TokenizedPiece... pieces) {
    return new Corpus(THREE_NOTES, List.of(pieces));
  }

  private static TokenizedPiece piece(int... ids) {
    return TestCorpora.piece("p", ids);
  }
}
