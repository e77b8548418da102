package io.nocturne.dataset;

import static io.nocturne.corpus.TestCorpora.PAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.TestCorpora;
import io.nocturne.dataset.WindowSpec.Openings;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

  @Test
  void aWindowIsItsTokensAndTheOneAfterThem() {
    var windows = new Windows(TestCorpora.counting(5), spec(3, 1, Openings.SKIP));
    assertThat(TestCorpora.all(windows)).containsExactly(ints(0, 1, 2, 3), ints(1, 2, 3, 4));
  }

  @Test
  void openingsArePaddedDownToTheWindowOfPadsAlone() {
    var windows = new Windows(TestCorpora.counting(4), spec(3, 1, Openings.PAD));
    assertThat(TestCorpora.all(windows))
        .containsExactly(
            ints(PAD, PAD, PAD, 0), ints(PAD, PAD, 0, 1), ints(PAD, 0, 1, 2), ints(0, 1, 2, 3));
  }

  @Test
  void aStrideOfTwoTakesEverySecondWindow() {
    var windows = new Windows(TestCorpora.counting(9), spec(2, 2, Openings.SKIP));
    assertThat(TestCorpora.targets(windows)).containsExactly(2, 4, 6, 8);
  }

  @Test
  void aStrideOfTwoWithPaddedOpeningsStartsWithTheFirstToken() {
    var windows = new Windows(TestCorpora.counting(6), spec(3, 2, Openings.PAD));
    assertThat(TestCorpora.targets(windows)).containsExactly(0, 2, 4);
  }

  @Test
  void piecesTooShortForAWindowHaveNone() {
    var windows = new Windows(TestCorpora.counting(3, 4, 3, 3, 5, 1), spec(3, 1, Openings.SKIP));
    assertThat(TestCorpora.targets(windows)).containsExactly(6, 16, 17);
    assertThat(windows.piece(0)).isEqualTo(1);
    assertThat(windows.piece(1)).isEqualTo(4);
    assertThat(windows.start(2)).isEqualTo(1);
  }

  @Test
  void aCorpusOfShortPiecesHasNoWindow() {
    assertThat(new Windows(TestCorpora.counting(3, 2), spec(3, 1, Openings.SKIP)).size()).isZero();
  }

  @Test
  void aWindowIsWrittenAtItsOffsetAndNowhereElse() {
    var windows = new Windows(TestCorpora.counting(4), spec(2, 1, Openings.SKIP));
    int[] into = new int[6];
    windows.copy(1, into, 2);
    assertThat(into).containsExactly(0, 0, 1, 2, 3, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 2})
  void refusesAWindowThatIsNotThere(long index) {
    var windows = new Windows(TestCorpora.counting(4), spec(2, 1, Openings.SKIP));
    assertThatThrownBy(() -> windows.copy(index, new int[3], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 'window length must be 1 to 65536, was 0'",
    "65537, 1, 'window length must be 1 to 65536, was 65537'",
    "1, 0, 'window stride must be at least 1, was 0'"
  })
  void refusesASpecificationThatCutsNothing(int length, int stride, String message) {
    assertThatThrownBy(() -> spec(length, stride, Openings.SKIP)).hasMessage(message);
  }

  @Test
  void theDefaultIsThePapers() {
    assertThat(WindowSpec.DEFAULT).isEqualTo(new WindowSpec(40, 1, Openings.SKIP));
  }

  /** Against a plain enumeration of starts, which also shows that windows never cross pieces. */
  @Property(tries = 300, seed = "1")
  void windowsAreThoseThatAnEnumerationFinds(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 16) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 9) int length,
      @ForAll @IntRange(min = 1, max = 5) int stride,
      @ForAll Openings openings) {
    Corpus corpus = TestCorpora.counting(lengths.stream().mapToInt(Integer::intValue).toArray());
    List<int[]> expected = new ArrayList<>();
    for (TokenizedPiece piece : corpus.pieces()) {
      int first = openings == Openings.PAD ? -length : 0;
      for (int start = first; start + length < piece.length(); start += stride) {
        expected.add(window(piece, start, length + 1));
      }
    }
    assertThat(TestCorpora.all(new Windows(corpus, spec(length, stride, openings))))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(expected);
  }

  private static int[] window(TokenizedPiece piece, int start, int width) {
    int[] window = new int[width];
    for (int i = 0; i < width; i++) {
      window[i] = start + i < 0 ? PAD : piece.tokens().id(start + i);
    }
    return window;
  }

  private static WindowSpec spec(int length, int stride, Openings openings) {
    return new WindowSpec(length, stride, openings);
  }

  private static int[] ints(int... values) {
    return values;
  }
}
