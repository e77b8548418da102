package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  @Test
  void holdsTheWholeRangeOfIds() {
    assertThat(Tokens.of(0, 1, 255, 256, 65_535).toArray()).containsExactly(0, 1, 255, 256, 65_535);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE})
  void refusesIdsBeyondTwoBytes(int id) {
    assertThatThrownBy(() -> Tokens.of(3, id))
        .hasMessage("token ids must be 0 to 65535, was %d at position 1", id);
  }

  @Test
  void doesNotChangeWithTheArrayItWasMadeOf() {
    int[] ids = {1, 2, 3};
    Tokens tokens = Tokens.of(ids);
    ids[0] = 9;
    tokens.toArray()[1] = 9;
    assertThat(tokens).isEqualTo(Tokens.of(1, 2, 3));
  }

  @Test
  void copiesAPartAndLeavesTheRestOfTheArrayAlone() {
    int[] into = {-7, -7, -7, -7, -7};
    Tokens.of(10, 11, 12, 13).copyTo(1, into, 2, 2);
    assertThat(into).containsExactly(-7, -7, 11, 12, -7);
  }

  @Test
  void differsFromTokensOfOtherIds() {
    assertThat(Tokens.of(1, 2)).isNotEqualTo(Tokens.of(2, 1)).isNotEqualTo(Tokens.of(1));
    assertThat(Tokens.of(1, 2)).hasSameHashCodeAs(Tokens.of(1, 2));
  }

  @Test
  void printsNoMoreThanTwentyIds() {
    assertThat(Tokens.of(4, 5)).hasToString("[4, 5]");
    assertThat(Tokens.of(new int[21])).hasToString("[" + "0, ".repeat(20) + "… 21 ids]");
  }
}
