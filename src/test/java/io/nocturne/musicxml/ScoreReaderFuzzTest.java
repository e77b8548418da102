package io.nocturne.musicxml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.fuzz.HostileInput;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Note;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(300)
class ScoreReaderFuzzTest {
  private static final Path FILE = Path.of("folder/a.musicxml");

  static Stream<byte[]> seeds() throws IOException {
    byte[] score =
        Documents.score(
                Documents.ATTRIBUTES
                    + Documents.grace("D4", "slash=\"yes\"")
                    + Documents.note("C4", 4, Documents.voice("1"), Documents.tie("start"))
                    + Documents.chord("E4", 4)
                    + Documents.backup(4)
                    + Documents.rest(4)
                    + Documents.sound("tempo=\"90\" dynamics=\"80\" fine=\"yes\"")
                    + Documents.repeat("forward", ""),
                Documents.note("C4", 8, Documents.tie("stop"))
                    + Documents.sound("dalsegno=\"1\" segno=\"1\" damper-pedal=\"yes\"")
                    + Documents.repeat("backward", "times=\"3\""))
            .getBytes(UTF_8);
    return Stream.of(score, compressed(score));
  }

  private static byte[] compressed(byte[] score) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("META-INF/container.xml"));
      zip.write("<container><rootfile full-path=\"a.xml\"/></container>".getBytes(UTF_8));
      zip.putNextEntry(new ZipEntry("a.xml"));
      zip.write(score);
    }
    return bytes.toByteArray();
  }

  @MethodSource("seeds")
  @FuzzTest
  void aScoreIsReadOrRefused(byte[] bytes) {
    HostileInput.read(
            FILE, () -> ScoreReader.read(bytes, "a", FILE.toString(), ReadOptions.DEFAULT))
        .ifPresent(
            score ->
                assertThat(score.piece().notes())
                    .isSortedAccordingTo(java.util.Comparator.comparingLong(Note::onsetTicks)));
  }
}
