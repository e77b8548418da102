package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.meta;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Timeline;
import org.junit.jupiter.api.Test;

/** Tempos and signatures, wherever in a file they stand. */
class MapTest {

  private static final int[] TEMPO_90 = meta(0x51, 0x0a, 0x2c, 0x2b); // 666,667 microseconds
  private static final int[] TEMPO_118 = meta(0x51, 0x07, 0xc2, 0x3b); // 508,475 microseconds
  private static final int[] IN_4 = meta(0x58, 4, 2, 24, 8);
  private static final int[] IN_3 = meta(0x58, 3, 2, 24, 8);
  private static final int[] C_MAJOR = meta(0x59, 0, 0);
  private static final int[] D_MAJOR = meta(0x59, 2, 0);

  /** A note of 24 quarters of 480 ticks. */
  private static final int[] NOTE = {0, 0x90, 60, 80, 0xda, 0, 60, 0};

  private static MidiFile read(byte[]... tracks) throws MidiException {
    return MidiReader.read(smf(1, 480, tracks), "a.mid", ReadOptions.DEFAULT);
  }

  private static Piece piece(byte[]... tracks) throws MidiException {
    return read(tracks).pieces().get(0);
  }

  /** The same event after so many ticks, at most 127. */
  private static int[] after(int ticks, int[] event) {
    int[] later = event.clone();
    later[0] = ticks;
    return later;
  }

  @Test
  void aPieceIsAsLongAsTheFirstTracksTempoMakesIt() throws MidiException {
    Piece piece = piece(track(TEMPO_90), track(ints(TEMPO_118, NOTE)));
    // pretty_midi 0.2.11 gives 16.000008 s; mido 1.3.3 and symusic 0.6.0, by the later one,
    // 12.2034.
    assertThat(Timeline.of(piece).seconds(piece.endTicks())).isCloseTo(16.000008, within(1e-6));
  }

  @Test
  void otherTemposAndSignaturesOfLaterTracksAreReported() throws MidiException {
    int[] first = ints(TEMPO_90, IN_4, C_MAJOR);
    assertThat(read(track(first), track(ints(TEMPO_118, IN_3, D_MAJOR))).diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "track 2 has other tempos than the tracks before; 1 event left out",
            "track 2 has other time signatures than the tracks before; 1 event left out",
            "track 2 has other key signatures than the tracks before; 1 event left out");
  }

  @Test
  void whatEachTrackSaysAlikeIsSaidOnce() throws MidiException {
    byte[] one = track(ints(TEMPO_90, IN_4, C_MAJOR));
    Piece piece = piece(one, one, one);
    assertThat(piece.tempos()).hasSize(1);
    assertThat(piece.timeSignatures()).hasSize(1);
    assertThat(piece.keySignatures()).hasSize(1);
  }

  @Test
  void whatEachTrackSaysAlikeIsNoDamage() throws MidiException {
    byte[] one = track(ints(TEMPO_90, IN_4, C_MAJOR));
    assertThat(read(one, one, one).diagnostics()).isEmpty();
  }

  @Test
  void aKindThatTheFirstTrackLacksIsTakenFromLaterOnes() throws MidiException {
    MidiFile file =
        read(track(TEMPO_90), track(IN_4), track(ints(after(96, IN_3), after(96, IN_4), C_MAJOR)));
    assertThat(file.pieces().get(0).timeSignatures())
        .containsExactly(
            new TimeSignature(0, 4, 4), new TimeSignature(96, 3, 4), new TimeSignature(192, 4, 4));
    assertThat(file.pieces().get(0).keySignatures())
        .containsExactly(new KeySignature(192, 0, Mode.MAJOR));
    assertThat(file.diagnostics()).isEmpty();
  }

  @Test
  void ofLaterTracksThatDisagreeAtATickTheFirstCounts() throws MidiException {
    MidiFile file = read(track(), track(C_MAJOR), track(D_MAJOR));
    assertThat(file.pieces().get(0).keySignatures())
        .containsExactly(new KeySignature(0, 0, Mode.MAJOR));
    assertThat(file.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "track 3 has other key signatures than the tracks before; 1 event left out");
  }

  @Test
  void ofSeveralAtOneTickTheLastCounts() throws MidiException {
    MidiFile file = read(track(ints(TEMPO_118, TEMPO_90)));
    assertThat(file.pieces().get(0).tempos()).containsExactly(new Tempo(0, 666_667));
    assertThat(file.diagnostics())
        .containsExactly(
            new Diagnostic(1, 29, "track 1 has several tempos at one tick; the last counts"));
  }

  @Test
  void equalOnesAtOneTickAreNoDamage() throws MidiException {
    assertThat(read(track(ints(IN_4, IN_4))).diagnostics()).isEmpty();
  }
}
