package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "*.xml a.xml true",
        "*.xml a/b/c.xml true",
        "*.xml a.xml.gz false",
        "**/score.mid score.mid true",
        "**/score.mid a/b/score.mid true",
        "**/score.mid a/b/myscore.mid false",
        "a/**/b.mid a/b.mid true",
        "a/**/b.mid a/c/d/b.mid true",
        "a/* a/b.mid true",
        "a/* a/b/c.mid false",
        "a/* b/a/c.mid false",
        "a/** a/b/c.mid true",
        "*.{xml,mxl} a.mxl true",
        "[!a-c]?.mid dd.mid true",
        "[!a-c]?.mid ad.mid false",
        "[]].mid ].mid true",
        "\\*.mid *.mid true",
        "\\*.mid a.mid false",
        "a+(1).mid a+(1).mid true"
      })
  void aPatternMatchesNamesAndPaths(String glob, String path, boolean matches) {
    assertThat(Glob.pattern(glob).matcher(path).matches()).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[a", "{a,b", "{a,{b}}", "a\\"})
  void aPatternThatIsNotClosedIsAnError(String glob) {
    assertThatThrownBy(() -> Glob.pattern(glob)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Of patterns with slashes and without two stars, which for Java always stand for a folder. */
  @Property
  void javaMatchesTheSamePaths(@ForAll("globs") String glob, @ForAll("paths") String path) {
    boolean matches =
        FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(path));
    assertThat(Glob.pattern(glob).matcher(path).matches()).isEqualTo(matches);
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of("a", "b", "*", "?", "[ab]", "[!a]", "{a,b}", ".")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("", parts).replace("**", "*"))
        .list()
        .ofSize(2)
        .map(parts -> String.join("/", parts));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings()
        .withChars("ab.")
        .ofMinLength(1)
        .ofMaxLength(3)
        .list()
        .ofMinSize(2)
        .ofMaxSize(3)
        .map(parts -> String.join("/", parts));
  }

  @Test
  void commasInBracesBelongToAPattern() {
    assertThat(Exclusion.parse("*.{xml,mxl},a,b/**").globs())
        .isEqualTo(List.of("*.{xml,mxl}", "a", "b/**"));
  }
}
