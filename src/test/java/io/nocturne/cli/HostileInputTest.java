package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nocturne.survey.Studies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files made to exhaust or mislead the program, read in 256 MB: one line that names the file. The
 * limit of time is there to catch a hang.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileInputTest {
  private static final int MAX_LINE = 2_100;
  private static final int MANY = 100_000;

  /** The commands that read JSON, by the file that they read it from. */
  private static final Map<String, String> READERS =
      Map.of(
          "config.json", "train embedded --run new --config config.json",
          "words.json", "prepare midi --out new --vocabulary words.json",
          "run/run.json", "generate --run ./run --out new.mid",
          "run/progress.json", "generate --run ./run --out new.mid",
          "run/vocabulary.json", "generate --run ./run --out new.mid",
          "model.json", "import model.json --out new",
          "study/answers/a.json", "survey analyze study",
          "study/study.json", "survey analyze study",
          "study/key/key.json", "survey analyze study",
          "corpus/report.json", "inspect corpus");

  @TempDir private static Path folder;
  private static CommandServer server;

  @BeforeAll
  static void makeWhatIsRead() throws IOException {
    Files.createDirectory(folder.resolve("midi"));
    Midi.file(folder.resolve("midi/a.mid"), 60, 62, 64, 65, 67, 60, 62, 64);
    ImportedRun.make(folder);
    Studies.make(folder.resolve("study"));
    server = new CommandServer(folder, "-Xmx256m");
    assertThat(run("prepare midi --out corpus").exit()).isZero();
  }

  @AfterAll
  static void endTheServer() throws IOException {
    server.close();
  }

  private static Cli run(String line) throws IOException {
    return server.run(List.of(line.split(" ", -1)));
  }

  private static void assertRefused(String line, String named) throws IOException {
    Cli cli = run(line);
    assertThat(cli.exit()).as("%s: %s", line, cli).isIn(1, 2);
    assertThat(cli.err().lines().filter(text -> text.startsWith("error: ")))
        .singleElement()
        .asString()
        .contains(named)
        .hasSizeLessThan(MAX_LINE)
        .doesNotContain("internal error", "input or output failed", "out of memory", "Exception");
  }

  private static Stream<Arguments> json() {
    Map<String, String> texts =
        Map.of(
            "arrays in arrays",
            "[".repeat(MANY),
            "objects in objects",
            "{\"a\":".repeat(MANY),
            "a long number",
            "{\"format\": " + "9".repeat(MANY) + "}",
            "a large exponent",
            "{\"format\": 1e999999999}",
            "a long text",
            "{\"format\": \"" + "x".repeat(100 * MANY) + "\"}",
            "a long key",
            "{\"" + "x".repeat(MANY) + "\": 1}");
    return READERS.keySet().stream()
        .sorted()
        .flatMap(
            file ->
                texts.keySet().stream()
                    .sorted()
                    .map(kind -> arguments(file, kind, texts.get(kind))));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("json")
  void jsonOfAnySizeIsRefused(String name, String kind, String text) throws IOException {
    Path file = folder.resolve(name);
    byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    Files.writeString(file, text);
    try {
      assertRefused(READERS.get(name), name);
    } finally {
      Files.write(file, before);
      if (before.length == 0) {
        Files.delete(file);
      }
    }
  }

  @Test
  void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
    zip("bomb.keras", Map.of("metadata.json", 10, "config.json", 300 << 20));
    assertRefused("import bomb.keras --out new", "bomb.keras");
    zip("bomb.mxl", Map.of("META-INF/container.xml", 300 << 20, "a.xml", 10));
    assertRefused("inspect bomb.mxl", "bomb.mxl");
  }

  /** Writes an archive of entries of these sizes, all spaces. */
  private static void zip(String name, Map<String, Integer> sizes) throws IOException {
    byte[] spaces = " ".repeat(1 << 16).getBytes(UTF_8);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      for (Map.Entry<String, Integer> each : sizes.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        for (int left = each.getValue(); left > 0; left -= spaces.length) {
          zip.write(spaces, 0, Math.min(left, spaces.length));
        }
      }
    }
  }

  @Test
  void elementsInElementsAreRefused() throws IOException {
    Files.writeString(folder.resolve("deep.musicxml"), "<score-partwise>" + "<part>".repeat(MANY));
    assertRefused("inspect deep.musicxml", "deep.musicxml");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void aRecordThatClaimsMoreThanTheFileIsRefused(long length) throws IOException {
    Path forged = copyOfCorpus("forged");
    byte[] header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    CRC32C sum = new CRC32C();
    sum.update(header, 0, Long.BYTES);
    int masked = Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(Long.BYTES, masked);
    Files.write(forged.resolve("corpus.tfrecord"), header);
    assertRefused("inspect forged", "corpus.tfrecord, record 0 at byte 0: the record claims");
  }

  private static Path copyOfCorpus(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    Files.copy(
        folder.resolve("corpus/vocabulary.json"),
        copy.resolve("vocabulary.json"),
        StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../other/ckpt-1", "/tmp/ckpt-1", "ckpt-1/../../other", "ckpt-*", "ckpt-1\\u0000"})
  void aCheckpointIsOneOfItsRun(String name) throws IOException {
    Path progress = folder.resolve("run/progress.json");
    String before = Files.readString(progress);
    Files.writeString(progress, before.replace("ckpt-0", name));
    try {
      assertRefused("generate --run ./run --out new.mid", "progress.json: is damaged: checkpoint");
    } finally {
      Files.writeString(progress, before);
    }
  }

  @Test
  void foldersThatLinkToThemselvesAreSearchedOnce() throws IOException {
    Path circle = Files.createDirectory(folder.resolve("circle"));
    Files.copy(folder.resolve("midi/a.mid"), circle.resolve("a.mid"));
    Files.createSymbolicLink(circle.resolve("again"), circle);
    Files.createSymbolicLink(circle.resolve("b.mid"), circle.resolve("b.mid"));
    Files.createSymbolicLink(circle.resolve("c.mid"), circle.resolve("gone.mid"));
    Cli cli = run("prepare circle --out searched");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("circle/again  skipped      0  the link leads back to a folder above it")
        .contains("circle/b.mid  skipped      0  it is not a regular file")
        .contains("circle/c.mid  skipped      0  it is not a regular file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pitch", "melody", "chord", "event", "performance"})
  void timesBeyondAnyMusicAreEncodedInBoundedMemory(String tokens) throws IOException {
    writeFarNotes();
    Cli cli = run("prepare far --out far-corpus --tokens " + tokens);
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  /**
   * Writes notes that begin and last 2^28 - 1 ticks, of which one is a quarter, after each other.
   */
  private static void writeFarNotes() throws IOException {
    int[] longest = {0xff, 0xff, 0xff, 0x7f};
    List<Integer> track = new ArrayList<>(List.of(0, 0x90, 60, 64, 1, 60, 0));
    for (int i = 0; i < 1000; i++) {
      for (int velocity : new int[] {64, 0}) {
        for (int each : longest) {
          track.add(each);
        }
        track.addAll(List.of(0x90, 60 + i % 12, velocity));
      }
    }
    track.addAll(List.of(0, 0xff, 0x2f, 0));
    Path file = Files.createDirectories(folder.resolve("far")).resolve("far.mid");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("MThd\0\0\0\6\0\0\0\1\0\1MTrk".getBytes(UTF_8));
      out.write(ByteBuffer.allocate(4).putInt(track.size()).array());
      for (int each : track) {
        out.write(each);
      }
    }
  }

  @Test
  void aFileThatMayNotBeReadIsNamed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.mid"), "MThd");
    assumeThat(secret.toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(secret)).as("not run by root").isFalse();
    assertRefused("inspect secret.mid", "secret.mid: permission denied");
  }
}
