package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Durations with the pedal; all notes have velocity 100 and channel 0 unless it matters. */
class SustainPedalTest {

  private static List<Note> sustained(byte[]... tracks) throws MidiException {
    return MidiReader.read(smf(tracks), "a.mid", new ReadOptions(Strictness.LENIENT))
        .pieces()
        .get(0)
        .sustained()
        .notes();
  }

  private static Note note(long onset, long duration, int pitch) {
    return new Note(onset, duration, pitch, 100, 0);
  }

  @Test
  void isIgnoredByDefault() throws MidiException {
    byte[] file = smf(track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 10, 0xb0, 64, 0));
    assertThat(MidiReader.read(file, "a.mid", ReadOptions.DEFAULT).pieces().get(0).notes())
        .containsExactly(note(0, 10, 60));
  }

  @Test
  void holdsANoteUntilItGoesUp() throws MidiException {
    assertThat(sustained(track(0, 0xb0, 64, 64, 0, 0x90, 60, 100, 10, 60, 0, 10, 0xb0, 64, 63)))
        .containsExactly(note(0, 20, 60));
  }

  @Test
  void holdsANoteUntilItsPitchIsStruckAgain() throws MidiException {
    byte[] track =
        track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 5, 60, 100, 5, 60, 0, 9, 0xb0, 64, 0);
    assertThat(sustained(track)).containsExactly(note(0, 15, 60), note(15, 14, 60));
  }

  @Test
  void holdsANoteToTheEndOfThePieceIfItNeverGoesUp() throws MidiException {
    byte[] pedal = track(0, 0xb0, 64, 127);
    byte[] held = track(0, 0x90, 60, 100, 10, 60, 0);
    byte[] last = track(50, 0x91, 70, 100, 50, 70, 0);
    assertThat(sustained(pedal, held, last))
        .containsExactly(note(0, 100, 60), new Note(50, 50, 70, 100, 1));
  }

  @Test
  void leavesTheNotesOfOtherChannelsAlone() throws MidiException {
    assertThat(sustained(track(0, 0xb1, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 10, 0xb1, 64, 0)))
        .containsExactly(note(0, 10, 60));
  }

  @Test
  void mayBeInAnotherTrackThanTheNotes() throws MidiException {
    byte[] notes = track(0, 0x90, 60, 100, 10, 60, 0);
    assertThat(sustained(notes, track(5, 0xb0, 64, 127, 25, 64, 0)))
        .containsExactly(note(0, 30, 60));
  }

  @Test
  void countsStrikesInOtherTracks() throws MidiException {
    byte[] first = track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 90, 0xb0, 64, 0);
    assertThat(sustained(first, track(40, 0x90, 60, 100, 5, 60, 0)))
        .containsExactly(note(0, 40, 60), note(40, 60, 60));
  }

  @Test
  void holdsANoteWhenItGoesDownAsTheKeyGoesUp() throws MidiException {
    assertThat(sustained(track(0, 0x90, 60, 100, 10, 60, 0, 0, 0xb0, 64, 127, 10, 64, 0)))
        .containsExactly(note(0, 20, 60));
  }

  @Test
  void doesNotHoldANoteWhenItGoesUpAsTheKeyGoesUp() throws MidiException {
    byte[] track = track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 0, 0xb0, 64, 0, 9, 64, 127);
    assertThat(sustained(track)).containsExactly(note(0, 10, 60));
  }

  @Test
  void endsTheNotesItHeldWhenItIsPressedAnew() throws MidiException {
    byte[] track =
        track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 10, 0xb0, 64, 0, 0, 64, 127, 9, 64, 0);
    assertThat(sustained(track)).containsExactly(note(0, 20, 60));
  }

  @Test
  void saidTwiceIsStillDown() throws MidiException {
    byte[] track = track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 10, 60, 0, 5, 0xb0, 64, 90, 5, 64, 0);
    assertThat(sustained(track)).containsExactly(note(0, 20, 60));
  }

  @Test
  void shortensNoNoteThatItsKeyHolds() throws MidiException {
    byte[] track =
        track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 5, 60, 100, 10, 60, 0, 10, 60, 0, 5, 0xb0, 64, 0);
    assertThat(sustained(track)).containsExactly(note(0, 30, 60), note(5, 25, 60));
  }

  @Test
  void holdsANoteOfNoLength() throws MidiException {
    assertThat(sustained(track(0, 0xb0, 64, 127, 0, 0x90, 60, 100, 0, 60, 0, 20, 0xb0, 64, 0)))
        .containsExactly(note(0, 20, 60));
  }
}
