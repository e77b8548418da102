package io.nocturne.render;

import static io.nocturne.render.Melodies.A4;
import static io.nocturne.render.Melodies.note;
import static io.nocturne.render.Melodies.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.base.UserException;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import io.nocturne.render.PianoSound.SoundSpec;
import io.nocturne.render.PianoSound.SoundSpec.Channels;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PianoSoundTest {
  private static final int RATE = SoundSpec.PREVIEW.sampleRate();

  private static byte[] wav(SoundSpec spec, Note... notes) {
    return PianoSound.of(piece(notes), spec).wav();
  }

  /** The samples as the JDK reads them; of two channels, left and right in turn. */
  private static short[] samples(byte[] wav) throws Exception {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertThat(in.getFormat().isBigEndian()).isFalse();
      byte[] bytes = in.readAllBytes();
      short[] samples = new short[bytes.length / 2];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      return samples;
    }
  }

  private static short[] preview(Note... notes) throws Exception {
    return samples(wav(SoundSpec.PREVIEW, notes));
  }

  /** Root mean square of a stretch, in parts of the largest value. */
  private static double level(short[] samples, double fromSeconds, double toSeconds) {
    short[] part =
        Arrays.copyOfRange(samples, (int) (fromSeconds * RATE), (int) (toSeconds * RATE));
    double sum = 0;
    for (short sample : part) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / part.length) / Short.MAX_VALUE;
  }

  /** Returns the strength of a frequency in a stretch: the size of its Fourier coefficient. */
  private static double strength(short[] samples, double hertz, double from, double to) {
    double real = 0;
    double imaginary = 0;
    int first = (int) (from * RATE);
    int count = (int) (to * RATE) - first;
    for (int i = 0; i < count; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
      double angle = 2 * Math.PI * hertz * i / RATE;
      real += window * samples[first + i] * Math.cos(angle);
      imaginary += window * samples[first + i] * Math.sin(angle);
    }
    return Math.hypot(real, imaginary);
  }

  /** The strongest frequency within a semitone about one, by cents. */
  private static double strongest(short[] samples, double about, double from, double to) {
    double best = about;
    for (int cents = -100; cents <= 100; cents++) {
      double hertz = about * Math.pow(2, cents / 1200.0);
      if (strength(samples, hertz, from, to) > strength(samples, best, from, to)) {
        best = hertz;
      }
    }
    return best;
  }

  @ParameterizedTest
  @CsvSource({"22050, MONO", "22050, STEREO", "44100, MONO", "44100, STEREO"})
  void isAFileThatTheJdkReads(int rate, Channels channels) throws Exception {
    byte[] wav = wav(new SoundSpec(rate, channels, Optional.empty()), note(0, 2, A4, 80));
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      AudioFormat format = in.getFormat();
      assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
      assertThat(format.getSampleRate()).isEqualTo(rate);
      assertThat(format.getSampleSizeInBits()).isEqualTo(16);
      assertThat(format.getChannels()).isEqualTo(channels == Channels.MONO ? 1 : 2);
      // One second of the note and 0.8 for it to die away.
      assertThat(in.getFrameLength()).isEqualTo(Math.round(1.8 * rate));
      assertThat(in.readAllBytes()).hasSize(wav.length - 44);
    }
  }

  @ParameterizedTest
  @CsvSource({"69, 440", "57, 220", "60, 261.626", "84, 1046.502", "33, 55"})
  void aKeySoundsAtItsPitch(int pitch, double hertz) throws Exception {
    short[] samples = preview(note(0, 4, pitch, 90));
    assertThat(strongest(samples, hertz, 0.1, 1.9)).isCloseTo(hertz, within(hertz * 0.0015));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 21, 108, 124})
  void theOutermostKeysSound(int pitch) throws Exception {
    assertThat(level(preview(note(0, 2, pitch, 90)), 0, 0.3)).isGreaterThan(0.01);
  }

  @Test
  void whatIsTooHighForTheSampleRateIsSilentAndNotLower() throws Exception {
    // MIDI's key 127 is at 12,544 Hz, and half of 22,050 is 11,025.
    assertThat(preview(note(0, 2, 127, 90))).containsOnly((short) 0);
    SoundSpec mono = new SoundSpec(44_100, Channels.MONO, Optional.empty());
    short[] samples = samples(wav(mono, note(0, 2, 127, 90)));
    assertThat(Math.abs(samples[500]) + Math.abs(samples[501])).isGreaterThan(100);
  }

  @Test
  void aNoteBeginsAtItsOnset() throws Exception {
    short[] samples = preview(note(3, 1, A4, 90));
    assertThat(level(samples, 0, 1.5)).isZero();
    assertThat(level(samples, 1.5, 1.51)).isGreaterThan(0.005);
  }

  @Test
  void aNoteDiesAwayWhileItIsHeld() throws Exception {
    short[] samples = preview(note(0, 8, A4, 90));
    assertThat(level(samples, 3, 3.5)).isBetween(0.001, 0.5 * level(samples, 0, 0.5));
  }

  @Test
  void aNoteEndsWhenItIsReleased() throws Exception {
    short[] samples = preview(note(0, 1, A4, 90), note(8, 1, 40, 1));
    assertThat(level(samples, 0.4, 0.5)).isGreaterThan(0.01);
    // 0.4 seconds are 60 dB.
    assertThat(level(samples, 0.9, 1)).isLessThan(0.001 * level(samples, 0.4, 0.5));
  }

  @Test
  void theEndIsSilent() throws Exception {
    short[] samples = preview(note(0, 4, A4, 127), note(0, 4, 45, 127));
    assertThat(Arrays.copyOfRange(samples, samples.length - RATE / 100, samples.length))
        .containsOnly((short) 0);
  }

  @Test
  void louderNotesAreLouderAndBrighter() throws Exception {
    short[] soft = preview(note(0, 2, A4, 30));
    short[] loud = preview(note(0, 2, A4, 110));
    assertThat(level(loud, 0, 1)).isGreaterThan(3 * level(soft, 0, 1));
    double softColour = strength(soft, 1765, 0, 0.5) / strength(soft, 440, 0, 0.5);
    double loudColour = strength(loud, 1765, 0, 0.5) / strength(loud, 440, 0, 0.5);
    assertThat(loudColour).isGreaterThan(1.5 * softColour);
  }

  @Test
  void everyKeyAtOnceDoesNotOverflow() {
    Note[] all = new Note[88];
    Arrays.setAll(all, i -> note(0, 1, 21 + i, 127));
    Piece piece = piece(all);
    double[][] block = new double[1][RATE / 2];
    new PolyphonicSynth(piece.notes(), Timeline.of(piece), SoundSpec.PREVIEW).play(block, 0);
    assertThat(Arrays.stream(block[0]).map(Math::abs).max().orElseThrow()).isBetween(0.8, 1.0);
  }

  @Test
  void lowKeysAreLeftAndHighKeysAreRight() throws Exception {
    SoundSpec stereo = new SoundSpec(RATE, Channels.STEREO, Optional.empty());
    long[] balance = new long[2];
    for (int high = 0; high < 2; high++) {
      short[] samples = samples(wav(stereo, note(0, 1, high == 1 ? 100 : 30, 90)));
      for (int i = 0; i < samples.length; i += 2) {
        balance[high] += Math.abs(samples[i + 1]) - Math.abs(samples[i]);
      }
    }
    assertThat(balance[0]).isNegative();
    assertThat(balance[1]).isPositive();
  }

  @Test
  void aLimitCutsWithoutAClick() throws Exception {
    SoundSpec limited = SoundSpec.PREVIEW.limitedTo(Duration.ofMillis(1500));
    short[] samples = samples(wav(limited, note(0, 40, A4, 90)));
    assertThat(samples).hasSize(RATE * 3 / 2);
    assertThat(level(samples, 1.3, 1.45)).isGreaterThan(0.01);
    assertThat(samples[samples.length - 1]).isZero();
    assertThat(Math.abs(samples[samples.length - 2])).isLessThan((short) 50);
  }

  @Test
  void aLimitBeyondTheEndChangesNothing() {
    assertThat(wav(SoundSpec.PREVIEW.limitedTo(Duration.ofDays(1)), note(0, 1, A4, 90)))
        .isEqualTo(wav(SoundSpec.PREVIEW, note(0, 1, A4, 90)));
  }

  @Test
  void blocksDoNotShow() throws Exception {
    // The same note, begun at the first frame of a block and within one.
    short[] first = preview(note(0, 2, A4, 90));
    short[] later = preview(note(1, 2, A4, 90));
    assertThat(Arrays.copyOfRange(later, RATE / 2, RATE / 2 + RATE))
        .containsExactly(Arrays.copyOf(first, RATE));
  }

  @Test
  void aPieceWithoutNotesIsSilence() throws Exception {
    assertThat(preview()).hasSize((int) (0.8 * RATE)).containsOnly((short) 0);
  }

  @Test
  void equalPiecesGiveEqualFiles() {
    assertThat(wav(SoundSpec.DEFAULT, note(0, 1, A4, 90)))
        .isEqualTo(wav(SoundSpec.DEFAULT, note(0, 1, A4, 90)));
  }

  @Test
  void whatAWavFileCannotHoldIsRefused() {
    Piece ages = piece(new Note(0, Long.MAX_VALUE, A4, 90, 0));
    assertThatThrownBy(() -> PianoSound.of(ages, SoundSpec.DEFAULT).wav())
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "melody: lasts \\d+ hours, and a WAV file can hold 6.8; write MIDI, or a shorter"
                + " piece");
  }

  @Test
  void otherRatesAreRefused() {
    assertThatThrownBy(() -> new SoundSpec(8000, Channels.MONO, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample rate must be 22050 or 44100, was 8000");
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> SoundSpec.DEFAULT.limitedTo(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be above 0, was PT0S");
  }

  @Test
  void aPedalSoundsAsTheNotesThatItLengthens() {
    Piece piece = piece(new Note(0, 100, 60, 80, 0), new Note(480, 100, 64, 80, 0));
    List<ControlChange> pedal =
        List.of(new ControlChange(0, 0, 64, 127), new ControlChange(960, 0, 64, 0));
    Piece pedalled = piece.withTracks(List.of(piece.tracks().get(0).withControls(pedal)));
    Piece lengthened = piece(new Note(0, 960, 60, 80, 0), new Note(480, 480, 64, 80, 0));
    assertThat(PianoSound.of(pedalled, SoundSpec.PREVIEW).wav())
        .isEqualTo(PianoSound.of(lengthened, SoundSpec.PREVIEW).wav());
  }
}
