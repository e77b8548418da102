package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nocturne.JavaText.Kind;
import io.nocturne.JavaText.Passage;
import org.junit.jupiter.api.Test;

class JavaTextTest {

  @Test
  void joinsConcatenatedLiterals() {
    assertThat(JavaText.of("String a = \"one\"\n    + \" two\";"))
        .containsExactly(new Passage(1, Kind.STRING, "one two"));
  }

  @Test
  void joinsCommentsOfConsecutiveLines() {
    assertThat(JavaText.of("int a; // one\n  // two\nint b;"))
        .containsExactly(new Passage(1, Kind.COMMENT, "one two"));
  }

  @Test
  void removesTheAsterisksOfJavadoc() {
    assertThat(JavaText.of("\n/**\n * One\n * two.\n */\nint a;"))
        .containsExactly(new Passage(2, Kind.JAVADOC, "One two."));
  }

  @Test
  void doesNotTakeAStringForAComment() {
    assertThat(JavaText.of("f(\"http://a /* b\", '\"'); // c"))
        .extracting(Passage::kind, Passage::text)
        .containsExactly(tuple(Kind.STRING, "http://a /* b"), tuple(Kind.COMMENT, "c"));
  }

  @Test
  void doesNotTakeACommentForAString() {
    assertThat(JavaText.of("/* say \"a\" */ f(\"b\\\"c\");"))
        .extracting(Passage::kind, Passage::text)
        .containsExactly(tuple(Kind.COMMENT, "say \"a\""), tuple(Kind.STRING, "b\"c"));
  }
}
