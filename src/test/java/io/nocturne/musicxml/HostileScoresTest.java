package io.nocturne.musicxml;

import static io.nocturne.musicxml.Documents.ATTRIBUTES;
import static io.nocturne.musicxml.Documents.note;
import static io.nocturne.musicxml.Documents.repeat;
import static io.nocturne.musicxml.Documents.score;
import static io.nocturne.musicxml.Documents.voice;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to do harm, and broken ones: one line that names the place, soon. */
class HostileScoresTest {
  private static final String CONTAINER =
      "<container><rootfiles><rootfile full-path=\"%s\"/></rootfiles></container>";

  private static ScoreFile read(byte[] bytes) throws ScoreException {
    return ScoreReader.read(bytes, "a", "a.musicxml", ReadOptions.DEFAULT);
  }

  private static ThrowingCallable reading(String document) {
    return () -> read(document.getBytes(UTF_8));
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] compressed(String path, byte[] content) throws IOException {
    return zip(
        new TreeMap<>(
            Map.of(
                "META-INF/container.xml",
                CONTAINER.formatted(path).getBytes(UTF_8),
                path,
                content)));
  }

  @Test
  void aDocumentTypeIsNotLookedUp() throws ScoreException {
    String type =
        "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\""
            + " \"http://192.0.2.1/partwise.dtd\">";
    String document = score(ATTRIBUTES + note("C4", 8)).replace("?>\n", "?>\n" + type);
    assertThat(Documents.file(document).piece().noteCount()).isEqualTo(1);
  }

  @Test
  void anEntityOpensNoFile(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "C");
    String type = "<!DOCTYPE score-partwise [<!ENTITY x SYSTEM \"%s\">]>".formatted(secret.toUri());
    String document =
        score(ATTRIBUTES + note("C4", 8))
            .replace("?>\n", "?>\n" + type)
            .replace("<step>C", "<step>&x;");
    assertThatThrownBy(reading(document))
        .isInstanceOf(ScoreException.class)
        .hasMessageStartingWith("a.musicxml, line 2: this is not valid XML (")
        .hasMessageContaining("\"x\"");
  }

  @Test
  void entitiesDoNotGrow() {
    StringBuilder type = new StringBuilder("<!DOCTYPE score-partwise [<!ENTITY e0 \"aaaaaaaaaa\">");
    for (int i = 1; i < 12; i++) {
      type.append("<!ENTITY e%d \"%s\">".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
    }
    String document =
        score(ATTRIBUTES + "<direction>&e11;</direction>").replace("?>\n", "?>\n" + type + "]>");
    assertThatThrownBy(reading(document)).isInstanceOf(ScoreException.class);
  }

  @Test
  void elementsAreNotNestedWithoutEnd() {
    assertThatThrownBy(reading("<score-partwise>" + "<a>".repeat(1_000)))
        .hasMessage(
            "a.musicxml, line 1: elements are nested more than 64 deep; export the score again or"
                + " move it out of the folder");
  }

  @Test
  void anElementHasALimitedNumberOfElements() {
    assertThatThrownBy(reading(score("<note>" + "<dot/>".repeat(20_000) + "</note>")))
        .hasMessageContaining("an element has more than 10,000 elements in it");
  }

  @Test
  void repeatsAreNotPlayedWithoutEnd() {
    String[] measures = new String[200];
    Arrays.fill(measures, note("C4", 1));
    measures[199] += repeat("backward", "times=\"1000\"");
    assertThatThrownBy(reading(score(measures)))
        .hasMessageContaining("with repeats the score has more than 100,000 measures");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 100000"})
  void tiesOfOnePitchAndTickAreFoundWithoutASearch(String lastVoice, int continued)
      throws ScoreException {
    String tied = note("C4", 8, voice("1"), Documents.tie("start"));
    String other = note("C4", 8, voice("2"), Documents.tie("stop"));
    String last = note("C4", 8, voice(lastVoice), Documents.tie("stop"));
    String back = Documents.backup(8);
    String measure = ATTRIBUTES + (tied + back).repeat(100_000);
    ScoreFile file = Documents.file(score(measure, (other + back).repeat(99_999) + last));
    assertThat(Documents.notes(file.piece())).filteredOn("0+8:60"::equals).hasSize(continued);
  }

  @Test
  void pedalSignsOfAllPartsAreCountedWithRepeats() {
    String sign = "<direction><direction-type><pedal type=\"start\"/></direction-type></direction>";
    String measure =
        "<part id=\"%s\"><measure>"
            + note("C4", 2)
            + sign.repeat(600)
            + repeat("backward", "times=\"1000\"")
            + "</measure></part>";
    assertThatThrownBy(reading(Documents.document(measure.formatted("A") + measure.formatted("B"))))
        .hasMessageContaining("with repeats the score has more than 1,000,000 pedal signs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999", "-3", "0", "1e5", "NaN", "", "four"})
  void aDurationThatIsNoneLeavesTheNoteOut(String duration) throws ScoreException {
    String wrong = note("C4", 2).replace("<duration>2", "<duration>" + duration);
    ScoreFile file = Documents.file(score(ATTRIBUTES + wrong + note("D4", 8)));
    assertThat(Documents.notes(file.piece())).containsExactly("0+4:62");
    assertThat(file.diagnostics()).hasSize(1);
  }

  @Test
  void strictReadingFailsAtTheFirstProblem() {
    String document = score(ATTRIBUTES + note("C4", 8), "<note><pitch/></note>");
    var strict = new ReadOptions(Strictness.STRICT);
    assertThatThrownBy(() -> ScoreReader.read(document.getBytes(UTF_8), "a", "a.xml", strict))
        .hasMessage(
            "a.xml, line 3: 1 note without a valid duration; left out; correct the score, or read"
                + " it leniently");
  }

  @Test
  void anotherDocumentIsNamedByItsRoot() {
    assertThatThrownBy(reading("<mei/>"))
        .hasMessage(
            "a.musicxml, line 1: this is <mei>, not a MusicXML score; export the score again or"
                + " move it out of the folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "MThd", "<score-partwise>", "<score-partwise><part></measure>"})
  void brokenXmlIsNamedByItsLine(String document) {
    assertThatThrownBy(reading(document))
        .isInstanceOf(ScoreException.class)
        .message()
        .matches("a\\.musicxml, line 1: this is not valid XML \\([^\\n]+\\); [^\\n]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "no-such-encoding"})
  void textThatIsNotInItsEncodingIsReadAsLatin1(String encoding) throws ScoreException {
    String words = "<direction><words>Prélude</words></direction>";
    String document = score(ATTRIBUTES + words + note("C4", 8)).replace("UTF-8", encoding);
    ScoreFile file = read(document.getBytes(ISO_8859_1));
    assertThat(Documents.notes(file.piece())).containsExactly("0+4:60");
    assertThat(Documents.messages(file))
        .containsExactly("1 document that is not in its encoding; read as Latin-1");
  }

  @Test
  void utf16IsReadByItsMark() throws ScoreException {
    String document = score(ATTRIBUTES + note("C4", 8)).replace("UTF-8", "UTF-16");
    assertThat(ScoreReader.recognizes(document.getBytes(UTF_16))).isTrue();
    assertThat(read(document.getBytes(UTF_16)).piece().noteCount()).isEqualTo(1);
  }

  @Test
  void aCompressedScoreIsTheOneThatItsContainerNames() throws IOException {
    byte[] score = score(ATTRIBUTES + note("C4", 8)).getBytes(UTF_8);
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("META-INF/container.xml", CONTAINER.formatted("b.xml").getBytes(UTF_8));
    entries.put("a.xml", "<other/>".getBytes(UTF_8));
    entries.put("b.xml", score);
    assertThat(ScoreReader.recognizes(zip(entries))).isTrue();
    assertThat(read(zip(entries)).piece().noteCount()).isEqualTo(1);
  }

  @Test
  void withoutAContainerTheFirstScoreIsRead() throws IOException {
    byte[] score = score(ATTRIBUTES + note("C4", 8)).getBytes(UTF_8);
    ScoreFile file = read(zip(Map.of("../../a.musicxml", score)));
    assertThat(file.piece().noteCount()).isEqualTo(1);
    assertThat(Documents.messages(file))
        .containsExactly(
            "1 container without a usable META-INF/container.xml; its first score is read");
  }

  @Test
  void anArchiveWithoutAScoreIsAnError() throws IOException {
    byte[] archive = zip(Map.of("META-INF/container.xml", CONTAINER.getBytes(UTF_8)));
    assertThatThrownBy(() -> read(archive))
        .hasMessageContaining("there is no score in this archive");
  }

  @Test
  void anArchiveThatUnpacksToTooMuchIsAnError() throws IOException {
    byte[] bomb = compressed("a.xml", new byte[ScoreReader.MAX_BYTES + 1]);
    assertThatThrownBy(() -> read(bomb))
        .hasMessageContaining("a.xml unpacks to more than 67,108,864 bytes");
    byte[] picture = zip(new TreeMap<>(Map.of("a.png", new byte[(256 << 20) + 1])));
    assertThatThrownBy(() -> read(picture))
        .hasMessageContaining("the archive unpacks to more than 256 MiB");
  }

  @Test
  void damageOfAnyKindIsReadOrAnError() throws IOException {
    byte[] document =
        score(
                ATTRIBUTES + Documents.grace("D4", "") + note("C4", 4) + repeat("forward", ""),
                note("E4", 8, Documents.tie("start")) + Documents.backup(4) + note("G4", 4),
                note("E4", 8, Documents.tie("stop")) + repeat("backward", ""))
            .getBytes(UTF_8);
    byte[] archive = compressed("a.xml", document);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = (i % 2 == 0 ? document : archive).clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(96));
      }
      assertTimeoutPreemptively(
          Duration.ofSeconds(30), () -> readOrRefused(damaged), () -> "seed " + seed);
    }
  }

  private static void readOrRefused(byte[] damaged) {
    try {
      read(damaged);
    } catch (ScoreException e) {
      assertThat(e.getMessage()).doesNotContain("\n").startsWith("a.musicxml, line ");
    }
  }
}
