package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The libraries that ship with the program, as NOTICE, the jar and the bill of materials list them.
 */
class NoticeIT {
  private static final Path BILL = Path.of("target/nocturne.cdx.json");
  private static final Pattern LIBRARY =
      Pattern.compile("^- \\S+:(\\S+) (\\S+): .*$", Pattern.MULTILINE);

  /** The files of one library for different platforms have the same line. */
  private static final Pattern PLATFORM =
      Pattern.compile("-(linux|macosx|windows)-[a-z0-9_]+(-gpu)?(?=\\.jar)");

  /**
   * Licenses whose names in poms are unclear, as the bill of materials has them; poms link these.
   */
  private static final Map<String, String> CLARIFIED =
      Map.of(
          "org.jline BSD-4-Clause", "BSD-3-Clause",
          "com.samskivert The (New) BSD License", "BSD-3-Clause",
          "ch.qos.logback GNU Lesser General Public License", "LGPL-2.1-only");

  private static Stream<MatchResult> notice() throws IOException {
    return LIBRARY.matcher(Files.readString(Path.of("NOTICE"))).results();
  }

  private static List<String> classPath() throws IOException {
    try (JarFile jar = new JarFile("target/nocturne.jar")) {
      return List.of(jar.getManifest().getMainAttributes().getValue("Class-Path").split(" "));
    }
  }

  @Test
  void namesEveryLibraryWithItsVersion() throws IOException {
    List<String> loaded =
        classPath().stream().map(file -> PLATFORM.matcher(file).replaceFirst("")).toList();

    assertThat(notice().map(line -> "lib/%s-%s.jar".formatted(line.group(1), line.group(2))))
        .as(
            "libraries of NOTICE. After adding, updating or removing a library, see in its pom that"
                + " its license lets it ship with nocturne, and give it a line, '- group:artifact"
                + " version: license as an SPDX identifier', in the order of the alphabet")
        .containsExactlyInAnyOrderElementsOf(loaded.stream().distinct().toList());
  }

  @Test
  void namesTheLicensesThatThePomsOfTheLibrariesName() throws IOException {
    List<String> lines = bill().map(NoticeIT::line).distinct().sorted().toList();

    assertThat(notice().map(MatchResult::group))
        .as(
            "lines of NOTICE. They should be:%n%s%nIf a license has an unclear name there, add the"
                + " one that the library's pom links to CLARIFIED",
            String.join("\n", lines))
        .containsExactlyElementsOf(lines);
  }

  @Test
  void hasABillOfMaterialsOfWhatTheJarLoads() throws IOException {
    assertThat(bill().map(NoticeIT::fileName)).containsExactlyInAnyOrderElementsOf(classPath());
  }

  private static Stream<JsonNode> bill() throws IOException {
    assumeThat(BILL).as("mvn -Psbom package writes it").exists();
    assumeThat(Files.getLastModifiedTime(BILL))
        .as("it is not older than the versions")
        .isGreaterThanOrEqualTo(Files.getLastModifiedTime(Path.of("pom.xml")));
    return elements(new ObjectMapper().readTree(BILL.toFile()).path("components"));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String line(JsonNode library) {
    String group = library.path("group").asText();
    return "- %s:%s %s: %s"
        .formatted(
            group,
            library.path("name").asText(),
            library.path("version").asText(),
            elements(library.path("licenses"))
                .map(choice -> license(group, choice))
                .collect(Collectors.joining(" OR ")));
  }

  /** Returns a license by identifier or name, or an expression of several. */
  private static String license(String group, JsonNode choice) {
    String name =
        Stream.of("/license/id", "/license/name", "/expression")
            .map(place -> choice.at(place).asText())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElseThrow();
    return CLARIFIED.getOrDefault(group + " " + name, name);
  }

  private static String fileName(JsonNode library) {
    String classifier =
        library.path("purl").asText().replaceFirst(".*[?&]classifier=([^&]*).*|.*", "-$1");
    return "lib/%s-%s%s.jar"
        .formatted(
            library.path("name").asText(),
            library.path("version").asText(),
            classifier.equals("-") ? "" : classifier);
  }
}
