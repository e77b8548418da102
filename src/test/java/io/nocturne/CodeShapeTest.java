package io.nocturne;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the sizes that CONTRIBUTING.md, section "What holds", promises. */
class CodeShapeTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path ROOT_PACKAGE = MAIN.resolve("io/nocturne");
  private static final int MAX_LINES = 300;
  private static final int MAX_ROOT_FILES = 2;

  /** Lower this whenever fewer types are public; never raise it. */
  private static final int MAX_PUBLIC_PERCENT = 35;

  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public )?(?:(?:abstract|final|sealed|non-sealed) )*"
              + "(?:class|interface|enum|record|@interface) \\w",
          Pattern.MULTILINE);

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public " + TYPE.pattern().substring("^(?:public )?".length()), Pattern.MULTILINE);

  private static final Pattern DECLARATION =
      Pattern.compile(
          "^ *(?:(?:public|protected|private|static|abstract|final|sealed|non-sealed) )*"
              + "(?:class|interface|enum|record|@interface) ([A-Z]\\w*)",
          Pattern.MULTILINE);

  @Test
  void noFileIsLongerThanAReaderFollows() throws IOException {
    Map<String, Long> lengths =
        sources().entrySet().stream()
            .collect(toMap(Map.Entry::getKey, file -> file.getValue().lines().count()));
    lengths.values().removeIf(lines -> lines <= MAX_LINES);
    assertThat(lengths).as("files of more than %d lines", MAX_LINES).isEmpty();
  }

  @Test
  void theRootPackageIsTheFrontDoorAlone() throws IOException {
    try (Stream<Path> files = Files.list(ROOT_PACKAGE)) {
      assertThat(files.filter(Files::isRegularFile))
          .as("files of the root package")
          .hasSizeLessThanOrEqualTo(MAX_ROOT_FILES);
    }
  }

  @Test
  void fewTypesArePublic() throws IOException {
    long types = count(TYPE.asPredicate());
    long publicTypes = count(PUBLIC_TYPE.asPredicate());
    assertThat(100.0 * publicTypes / types)
        .as("%d of %d top-level types are public, in percent", publicTypes, types)
        .isBetween(1.0, (double) MAX_PUBLIC_PERCENT);
  }

  @Test
  void noTwoTypesHaveTheSameSimpleName() throws IOException {
    List<String> names = new ArrayList<>();
    for (String source : sources().values()) {
      DECLARATION.matcher(source).results().forEach(type -> names.add(type.group(1)));
    }
    assertThat(names).hasSizeGreaterThan(sources().size() / 2).doesNotHaveDuplicates();
  }

  private static long count(Predicate<String> condition) throws IOException {
    return sources().values().stream().filter(condition).count();
  }

  /** Returns the text of each source file by its path. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        sources.put(MAIN.relativize(file).toString(), Files.readString(file));
      }
    }
    return sources;
  }
}
