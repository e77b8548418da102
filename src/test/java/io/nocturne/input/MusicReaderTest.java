package io.nocturne.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.input.FilePlace.InScore;
import io.nocturne.input.MusicFile.Finding;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the formats a file is, whatever its name. */
class MusicReaderTest {
  private static final String SCORE =
      "<score-partwise version=\"4.0\"><part id=\"P1\"><measure number=\"7\"><note><pitch><step>C"
          + "</step><octave>4</octave></pitch><duration>1</duration></note>%s</measure></part>"
          + "</score-partwise>";
  private static final byte[] MIDI =
      MidiWriter.write(Piece.of("a", 480, List.of(new Note(0, 480, 60, 80, 0))), 1);

  @TempDir Path folder;

  private MusicFile read(String name, byte[] bytes) throws IOException {
    return MusicReader.read(Files.write(folder.resolve(name), bytes), ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({"a.musicxml", "a.xml", "a.mid", "a"})
  void aScoreIsRecognizedByItsContents(String name) throws IOException {
    MusicFile file = read(name, SCORE.formatted("").getBytes(UTF_8));
    assertThat(file.format()).isEqualTo("MusicXML 4.0");
    assertThat(file.noteCount()).isEqualTo(1);
    assertThat(file.pieces().get(0).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"a.mid", "a.musicxml", "a.xml"})
  void soIsAMidiFile(String name) throws IOException {
    MusicFile file = read(name, MIDI);
    assertThat(file.format()).isEqualTo("1: tracks that sound together");
    assertThat(file.noteCount()).isEqualTo(1);
  }

  @Test
  void aBrokenFileIsJudgedByItsName() {
    byte[] bytes = "<score".getBytes(UTF_8);
    assertThatThrownBy(() -> read("a.musicxml", bytes))
        .hasMessageStartingWith(folder.resolve("a.musicxml") + ", line 1: this is not valid XML (");
    assertThatThrownBy(() -> read("a.mid", bytes))
        .isInstanceOfSatisfying(
            MusicFileException.class,
            e -> assertThat(e.reason().place()).isEqualTo(new InMidi(0, 0)));
  }

  @Test
  void findingsNameTheirPartAndMeasure() throws IOException {
    MusicFile file = read("a.xml", SCORE.formatted("<note/>").getBytes(UTF_8));
    assertThat(file.diagnostics())
        .containsExactly(
            new Finding(new InScore(1, "P1", "7"), "1 note without a valid duration; left out"));
    assertThat(file.diagnostics().get(0).describe("a.xml"))
        .isEqualTo("a.xml, line 1, part P1, measure 7: 1 note without a valid duration; left out");
  }

  @ParameterizedTest
  @CsvSource({"a.MXL, true", "a.musicxml, true", "a.kar, true", "a.xml, false", "b.txt, false"})
  void filesOfFoldersAreChosenByName(String name, boolean isMusic) throws IOException {
    assertThat(MusicReader.isMusic(Files.writeString(folder.resolve(name), "<plist/>")))
        .isEqualTo(isMusic);
  }

  @Test
  void anXmlFileIsChosenIfItIsAScore() throws IOException {
    Path score = Files.writeString(folder.resolve("a.xml"), SCORE.formatted(""));
    assertThat(MusicReader.isMusic(score)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"a.mid.gz", "a.musicxml.gz", "a.xml.gz", "a.mid"})
  void compressedFilesAreRead(String name) throws IOException {
    byte[] bytes = name.contains("xml") ? SCORE.formatted("").getBytes(UTF_8) : MIDI;
    assertThat(read(name, gzip(bytes)).noteCount()).isEqualTo(1);
    assertThat(MusicReader.isMusic(folder.resolve(name))).isTrue();
  }

  @Test
  void ofADamagedCompressedFileWhatComesBeforeTheDamageIsRead() throws IOException {
    byte[] bytes = gzip(MIDI);
    bytes[bytes.length - 8]++;
    Finding damage =
        new Finding(new InMidi(MIDI.length, 0), "the gzip data is damaged (Corrupt GZIP trailer)");
    assertThat(read("a.mid.gz", bytes).diagnostics()).containsExactly(damage);
    assertThat(read("a.mid.gz", bytes).noteCount()).isEqualTo(1);
    var strict = new ReadOptions(Strictness.STRICT);
    assertThatThrownBy(() -> MusicReader.read(bytes, "a", "a.mid.gz", strict))
        .hasMessage(
            "a.mid.gz, byte %d: %s; replace the file with an intact one"
                .formatted(MIDI.length, damage.message()));
  }

  /** A few kilobytes may be gigabytes when they are decompressed. */
  @Test
  void aCompressedFileIsDecompressedUpToTheMaximum() throws IOException {
    byte[] bytes = gzip(new byte[MusicReader.MAX_BYTES + 2]);
    assertThatThrownBy(() -> read("a.mid.gz", bytes))
        .hasMessageContaining("the file is longer than 64 MiB");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
