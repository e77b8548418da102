package io.nocturne.render.soundfont;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.base.UserException;
import io.nocturne.music.Completion;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.render.Sound;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundFontTest {
  private static final int RATE = 44_100;
  private static final int QUARTER = 480;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writesTheSoundFont() throws IOException {
    file = Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes(0));
  }

  @ParameterizedTest
  @CsvSource({"57, 220", "69, 440", "72, 523.25", "81, 880"})
  void soundsAtThePitchOfTheNote(int pitch, double hertz) throws IOException {
    short[] left = left(SoundFont.read(file).play(piece(note(0, 4, pitch))));
    assertThat(frequency(left, RATE / 2, RATE)).isCloseTo(hertz, within(0.003 * hertz));
  }

  @Test
  void soundsFromTheOnsetOfTheNote() throws IOException {
    short[] left = left(SoundFont.read(file).play(piece(note(2, 1, 69))));
    int first =
        IntStream.range(0, left.length).filter(i -> Math.abs(left[i]) > 300).findFirst().orElse(-1);
    assertThat(first / (double) RATE).isCloseTo(1.0, within(0.02));
  }

  @Test
  void diesAwayAfterTheNote() throws IOException {
    short[] left = left(SoundFont.read(file).play(piece(note(0, 1, 69))));
    assertThat(peak(left, RATE / 4, RATE / 2)).isGreaterThan(1000);
    assertThat(peak(left, 2 * RATE, left.length)).isLessThan(50);
  }

  @Test
  void holdsANoteWhileThePedalIsDown() throws IOException {
    Piece plain = piece(note(0, 1, 69));
    List<ControlChange> pedal =
        List.of(new ControlChange(0, 0, 64, 127), new ControlChange(6 * QUARTER, 0, 64, 0));
    Piece held = plain.withTracks(List.of(plain.tracks().get(0).withControls(pedal)));
    short[] left = left(SoundFont.read(file).play(held));
    assertThat(left).hasSize(5 * RATE); // Three seconds, and two for the sound to fade.
    assertThat(peak(left, 2 * RATE, 5 * RATE / 2)).isGreaterThan(1000);
  }

  @Test
  void endsTwoSecondsAfterTheLastNote() throws IOException {
    Sound sound = SoundFont.read(file).play(piece(note(0, 3, 69)));
    assertThat(sound.frames()).isEqualTo((long) (3.5 * RATE));
    assertThat(samples(sound)).hasSize((int) (3.5 * 4 * RATE));
  }

  @Test
  void isTheSameEveryTime() throws IOException {
    Piece chord = piece(note(0, 1, 60), note(0, 2, 64), note(1, 1, 67));
    assertThat(samples(SoundFont.read(file).play(chord)))
        .isEqualTo(samples(SoundFont.read(file).play(chord)));
  }

  @Test
  void playsTheProgramOfThePiece() throws IOException {
    Path other = Files.write(folder.resolve("other.sf2"), TinySoundFont.bytes(40));
    Sound sound = SoundFont.read(other).play(Completion.of(piece(note(0, 1, 69)), 40));
    assertThat(peak(left(sound), 0, RATE / 2)).isGreaterThan(1000);
  }

  @Test
  void refusesAPieceWhoseProgramItLacks() throws IOException {
    SoundFont font = SoundFont.read(file);
    Piece violin = Completion.of(piece(note(0, 1, 69)), 40);
    assertThatThrownBy(() -> font.play(violin))
        .isInstanceOf(UserException.class)
        .hasMessage(
            file
                + ": has no instrument for program 40; use one of its programs, 0, or another"
                + " SoundFont");
  }

  @Test
  void refusesAFileThatIsNoSoundFont() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.sf2"), "RIFF, but nothing more");
    assertThatThrownBy(() -> SoundFont.read(text))
        .isInstanceOf(UserException.class)
        .hasMessage(text + ": is not a SoundFont 2 file; give one that ends in .sf2");
  }

  @Test
  void refusesAFileThatWasCutOff() throws IOException {
    byte[] whole = TinySoundFont.bytes(0);
    Path part = Files.write(folder.resolve("cut.sf2"), Arrays.copyOf(whole, whole.length - 200));
    assertThatThrownBy(() -> SoundFont.read(part))
        .isInstanceOf(UserException.class)
        .hasMessage(part + ": ends 200 bytes early; get the SoundFont again");
  }

  @Test
  void refusesADamagedFile() throws IOException {
    byte[] bytes = TinySoundFont.bytes(0);
    int presets = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("phdr");
    bytes[presets + 4] ^= 1; // The chunk's length.
    Path damaged = Files.write(folder.resolve("damaged.sf2"), bytes);
    assertThatThrownBy(() -> SoundFont.read(damaged))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(".*damaged\\.sf2: is damaged \\(.+\\); get the SoundFont again");
  }

  @Test
  void saysWhichOptionJavaNeedsWhereItIsUsedAsALibrary() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SoundFontProbe.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said)
        .contains(
            "SoundFonts: Java's synthesizer is hidden; start Java with --add-exports"
                + " java.desktop/com.sun.media.sound=ALL-UNNAMED");
  }

  private static Note note(int onset, int quarters, int pitch) {
    return new Note((long) onset * QUARTER, (long) quarters * QUARTER, pitch, 100, 0);
  }

  /** At 120 quarters to the minute. */
  private static Piece piece(Note... notes) {
    return Piece.of("piece", QUARTER, List.of(notes));
  }

  private static byte[] samples(Sound sound) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sound.writeSamples(bytes);
    return bytes.toByteArray();
  }

  private static short[] left(Sound sound) throws IOException {
    ShortBuffer both =
        ByteBuffer.wrap(samples(sound)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    short[] left = new short[both.remaining() / 2];
    for (int i = 0; i < left.length; i++) {
      left[i] = both.get(2 * i);
    }
    return left;
  }

  /** Returns the frequency in hertz, by the upward crossings of zero. */
  private static double frequency(short[] samples, int from, int to) {
    int first = -1;
    int last = -1;
    int crossings = 0;
    for (int i = from + 1; i < to; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        first = first < 0 ? i : first;
        last = i;
        crossings++;
      }
    }
    return (crossings - 1) * (double) RATE / (last - first);
  }

  private static int peak(short[] samples, int from, int to) {
    return IntStream.range(from, to).map(i -> Math.abs(samples[i])).max().orElse(0);
  }
}
