package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.midi.MidiReader.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are not MIDI files are called what they are, whatever their name. The limit is there
 * to catch a hang.
 */
@Timeout(120)
class ForeignFormatTest {

  private static final byte[] MIDI = smf(track(0, 0x90, 60, 100, 96, 0x80, 60, 64));
  private static final String UNPACK = "unpack it and give the MIDI files in it";
  private static final String SCORE =
      "open it in a notation program such as MuseScore and export it as MusicXML";
  private static final String MUSICXML = "give it where scores are read, or export it as MIDI";
  private static final String SOUND = "give its notes as MIDI, as sound is not transcribed";

  private static byte[] zip(String entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(MIDI);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(MIDI);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The header of a tar archive of one file, which the MIDI file follows. */
  private static byte[] tar() {
    byte[] header = new byte[512];
    System.arraycopy("ustar".getBytes(ISO_8859_1), 0, header, 257, 5);
    return join(header, MIDI);
  }

  private static Arguments row(String name, String advice, byte[] bytes) {
    return Arguments.of(name, advice, bytes);
  }

  private static Arguments row(String name, String advice, String start) {
    return row(name, advice, start.getBytes(ISO_8859_1));
  }

  static List<Arguments> archives() {
    return List.of(
        row("a ZIP archive", UNPACK, zip("a.mid")),
        row("a compressed MusicXML file", MUSICXML, zip("META-INF/container.xml")),
        row("a MuseScore file", SCORE, zip("score.mscx")),
        row("a Keras archive", "make a run of it with import", zip("model.weights.h5")),
        row("a tar archive", UNPACK, tar()),
        row("a 7z archive", UNPACK, "7z\u00bc\u00af'\u001c\0\4"),
        row("a RAR archive", UNPACK, "Rar!\u001a\u0007\0"),
        row("a gzip-compressed file", "decompress it with gunzip", gzip()),
        row("a bzip2-compressed file", "decompress it with bunzip2", "BZh91AY&SY"),
        row("an xz-compressed file", "decompress it with unxz", "\u00fd7zXZ\0"),
        row("a Zstandard-compressed file", "decompress it with unzstd", "(\u00b5/\u00fd"));
  }

  static List<Arguments> music() {
    String export = "export it as a Standard MIDI File (MIDI 1.0)";
    return List.of(
        row("a MIDI 2.0 clip file", export, "SMF2CLIP\0@\0\0"),
        row("an XMI file", export, "FORM\0\0\0\16XDIRINFO"),
        row("Ogg sound", SOUND, "OggS\0\2"),
        row("FLAC sound", SOUND, "fLaC\0"),
        row("MP3 sound", SOUND, "ID3\4\0"),
        row("MP3 sound", SOUND, "\u00ff\u00fb\u0090d"),
        row("AIFF sound", SOUND, "FORM\0\0\0\0AIFFCOMM"),
        row("WAV sound", SOUND, "RIFF\0\0\0\0WAVEfmt "),
        row("a SoundFont", "give a MIDI file", "RIFF\0\0\0\0sfbkLIST"),
        row("a RIFF file of another kind than RMID", "give a MIDI file", "RIFF\0\0\0\0AVI LIST"),
        row("an MPEG-4 file", SOUND, "\0\0\0 ftypM4A "),
        row("a PDF document", "give a MIDI file", "%PDF-1.7"),
        row("a PNG picture", "give a MIDI file", "\u0089PNG\r\n"));
  }

  static List<Arguments> texts() {
    String xml = "<?xml version=\"1.0\"?>\n<!-- a score -->\n";
    return List.of(
        row("a MusicXML file", MUSICXML, xml + "<score-partwise version=\"4.0\">"),
        row("a MusicXML file", MUSICXML, "\u00ef\u00bb\u00bf" + xml + "<score-timewise>"),
        row("a MusicXML file", MUSICXML, (xml + "<score-partwise>").getBytes(UTF_16)),
        row("an MEI file", SCORE, xml + "<mei xmlns=\"http://www.music-encoding.org/ns/mei\">"),
        row("a MuseScore file", SCORE, xml + "<museScore version=\"3.01\">"),
        row("XML", "give a MIDI file", xml + "<plist>"),
        row(
            "a web page",
            "download the MIDI file itself",
            "\n<!DOCTYPE html><html><title>404 Not Found"),
        row("a Humdrum file", SCORE, "!!!COM: Chopin\n**kern\t**kern\n*clefF4\t*clefG2\n"),
        row("an ABC file", SCORE, "% a tune\nX: 1\nT: Air\nM: 4/4\nK: G\nGABc|\n"),
        row("an ABC file", SCORE, "%abc-2.1\n"),
        row("a LilyPond file", SCORE, "% a prelude\n\\version \"2.24.0\"\n"),
        row(
            "a Git LFS pointer",
            "fetch the file itself with git lfs pull",
            "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
        row(
            "a git-annex pointer",
            "fetch the file itself with git annex get",
            "/annex/objects/MD5E-s1--0.mid\n"),
        row(
            "a file of macOS attributes (AppleDouble), which holds no music",
            "give the file of the same name without ._",
            "\0\5\u0016\7\0\2\0\0Mac OS X        "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"archives", "music", "texts"})
  void isNamedWithOnePieceOfAdvice(String name, String advice, byte[] bytes) {
    assertThatThrownBy(() -> MidiReader.read(bytes, "a.mid", ReadOptions.DEFAULT))
        .isInstanceOf(MidiException.class)
        .hasMessage("a.mid, byte 0: this is " + name + ", not a MIDI file; " + advice);
  }

  @Test
  void textOfAnUnknownFormatIsOnlySaidNotToBeMidi() {
    byte[] text = "Dear **kernel developers, x: 1".getBytes(UTF_8);
    assertThatThrownBy(() -> MidiReader.read(text, "a.mid", ReadOptions.DEFAULT))
        .hasMessageContaining("this is not a MIDI file (it has no MThd header)");
  }

  @Test
  void linesWithoutEndAreLookedAtOnce() {
    byte[] lines = new byte[1 << 20];
    Arrays.fill(lines, (byte) '\n');
    byte[] tunes = "x:1\n".repeat(1 << 18).getBytes(ISO_8859_1);
    for (byte[] text : List.of(lines, tunes)) {
      assertThatThrownBy(() -> MidiReader.read(text, "a.mid", ReadOptions.DEFAULT))
          .hasMessageContaining("this is not a MIDI file");
    }
  }

  @Test
  void aMidiFileAfterTextIsStillAMidiFile() throws MidiException {
    byte[] mail = join("<html>\n".getBytes(UTF_8), MIDI);
    assertThat(MidiReader.read(mail, "a.mid", ReadOptions.DEFAULT).noteCount()).isEqualTo(1);
  }
}
