package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.JavaText.Kind;
import io.nocturne.JavaText.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds messages, help, Javadoc, comments and documents to the plain English of CONTRIBUTING.md,
 * section Words.
 */
class WordsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/nocturne");

  /** Packages and documents that are not checked yet; {@code Set.of()} checks everything. */
  private static final Set<String> NOT_YET = Set.of();

  /** A dialect that readers would have to decode; each line has a plain equivalent. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "\\b(?:"
              + String.join(
                  "|",
                  "(?<!there )(?:is|are) no(?! longer| more than| larger than| less than)",
                  "so many",
                  "anew",
                  "the way (?:back|there)",
                  "gradients? by",
                  "(?:go|goes|going|gone|went) on(?! to)",
                  "(?:the )?likeliest",
                  "of chance",
                  "(?:is|are|was|were|be) told",
                  "tells",
                  "likewise",
                  "(?:came|comes|come|became|becomes) of",
                  "(?:optim|initial|quant|normal|vector)is(?:e|er|ers|ed|es|ing|ation)",
                  "colours?",
                  "learnt")
              + ")\\b",
          Pattern.CASE_INSENSITIVE);

  /** Openings of a fragment, where a sentence with a verb is due. */
  private static final Pattern FRAGMENT = Pattern.compile("^(?:Of|With|By|Likewise|What|How)\\b");

  @ParameterizedTest
  @MethodSource("packages")
  void sourcesUsePlainWords(String name) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources(name)) {
      for (Passage passage : JavaText.of(Files.readString(file))) {
        refused(prose(passage)).forEach(word -> found.add(at(file, passage.line(), word)));
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void javadocBeginsWithASentence(String name) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources(name)) {
      for (Passage passage : JavaText.of(Files.readString(file))) {
        if (passage.kind() == Kind.JAVADOC && FRAGMENT.matcher(passage.text()).find()) {
          found.add(at(file, passage.line(), passage.text()));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentsUsePlainWords(String name) throws IOException {
    String text = Files.readString(Path.of(name)).replaceAll("(?s)\\n## Words\\n.*?(?=\\n## )", "");
    String prose = text.replaceAll("`[^`]*`", "`code`").replaceAll("\\s+", " ");
    assertThat(refused(prose)).isEmpty();
  }

  @Test
  void refusesADialect() {
    assertThat(refused("It is no file; training goes on anew, so many steps."))
        .extracting(found -> found.replaceFirst(":.*", ""))
        .containsExactly("is no", "goes on", "anew", "so many");
  }

  @Test
  void allowsThatThereIsNone() {
    assertThat(refused("There are no notes; if there is no file, this is no longer so.")).isEmpty();
  }

  /**
   * Returns the text of a passage; nothing for a string of one word, which may be a key of a file.
   */
  private static String prose(Passage passage) {
    return passage.kind() == Kind.STRING && !passage.text().contains(" ") ? "" : passage.text();
  }

  /** Returns each refused expression with the words around it. */
  private static List<String> refused(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = REFUSED.matcher(text);
    while (matcher.find()) {
      int from = Math.max(0, matcher.start() - 30);
      int to = Math.min(text.length(), matcher.end() + 30);
      found.add(matcher.group() + ": …" + text.substring(from, to) + "…");
    }
    return found;
  }

  private static String at(Path file, int line, String what) {
    return SOURCES.relativize(file) + ":" + line + ": " + what;
  }

  /** Returns the names of the packages below {@code io.nocturne}, which itself is {@code root}. */
  static List<String> packages() throws IOException {
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      return folders
          .filter(Files::isDirectory)
          .map(WordsTest::name)
          .filter(name -> !NOT_YET.contains(name))
          .sorted()
          .toList();
    }
  }

  private static String name(Path folder) {
    return folder.equals(SOURCES)
        ? "root"
        : SOURCES.relativize(folder).toString().replace('/', '.').replace('\\', '.');
  }

  static List<String> documents() throws IOException {
    try (Stream<Path> guides = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
              guides.map(guide -> "docs/" + guide.getFileName()))
          .filter(document -> document.endsWith(".md") && !NOT_YET.contains(document))
          .sorted()
          .toList();
    }
  }

  private static List<Path> sources(String name) throws IOException {
    Path folder = name.equals("root") ? SOURCES : SOURCES.resolve(name.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
