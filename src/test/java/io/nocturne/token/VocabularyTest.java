package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  @Test
  void aTokensPlaceInTheListIsItsId() {
    var vocabulary = new Vocabulary(List.of("C4", "<pad>", "D4"));
    assertThat(vocabulary.token(2)).isEqualTo("D4");
    assertThat(vocabulary.id("D4")).hasValue(2);
    assertThat(vocabulary.padId()).isEqualTo(1);
    assertThat(vocabulary.size()).isEqualTo(3);
  }

  @Test
  void hasNoIdForATokenItLacks() {
    assertThat(new Vocabulary(List.of("C4", "<pad>")).id("D4")).isEmpty();
  }

  @Test
  void refusesAListWithoutPad() {
    assertThatThrownBy(() -> new Vocabulary(List.of("C4", "D4")))
        .hasMessage("a vocabulary must hold the token <pad>");
  }

  @Test
  void refusesATokenTwice() {
    assertThatThrownBy(() -> new Vocabulary(List.of("C4", "<pad>", "C4")))
        .hasMessage("tokens must differ, 0 and 2 are both C4");
  }

  @Test
  void refusesABlankToken() {
    assertThatThrownBy(() -> new Vocabulary(List.of("<pad>", " ")))
        .hasMessage("tokens must not be blank, token 1 is");
  }

  @Test
  void refusesFewerThanTwoTokens() {
    assertThatThrownBy(() -> new Vocabulary(List.of("<pad>")))
        .hasMessage("a vocabulary must have 2 to 65536 tokens, had 1");
  }

  @Test
  void refusesMoreTokensThanIdsCanTell() {
    assertThatThrownBy(() -> new Vocabulary(Collections.nCopies(65_537, "x")))
        .hasMessage("a vocabulary must have 2 to 65536 tokens, had 65537");
  }

  @Test
  void refusesAnIdThatItLacks() {
    var vocabulary = new Vocabulary(List.of("C4", "<pad>"));
    assertThatThrownBy(() -> vocabulary.token(2)).hasMessage("token ids must be 0 to 1, was 2");
  }
}
