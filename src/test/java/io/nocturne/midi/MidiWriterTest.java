package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.meta;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiWriterTest {

  @TempDir private Path folder;

  private static Note note(long onset, long duration, int pitch) {
    return new Note(onset, duration, pitch, 100, 0);
  }

  private static Piece piece(Track... tracks) {
    return new Piece(
        "a.mid", new Division.Metrical(480), List.of(tracks), List.of(), List.of(), List.of());
  }

  private static Piece rewritten(Piece piece, int format) throws MidiException {
    ReadOptions strict = new ReadOptions(ReadOptions.Strictness.STRICT);
    return MidiReader.read(MidiWriter.write(piece, format), "a.mid", strict).pieces().get(0);
  }

  @Test
  void writesTheBytesOfTheStandard() {
    Piece piece =
        new Piece(
            "a.mid",
            new Division.Metrical(480),
            List.of(new Track("é", List.of(note(0, 200, 60)), List.of(new ProgramChange(0, 1, 5)))),
            List.of(new Tempo(0, 500_000)),
            List.of(new TimeSignature(0, 6, 8)),
            List.of(new KeySignature(0, -3, Mode.MINOR)));
    int[] metas =
        ints(
            meta(3, 0xc3, 0xa9),
            meta(0x51, 0x07, 0xa1, 0x20),
            meta(0x58, 6, 3, 24, 8),
            meta(0x59, -3, 1));
    int[] events = {0, 0xc1, 5, 0, 0x90, 60, 100, 0x81, 0x48, 60, 0};
    assertThat(MidiWriter.write(piece, 0)).isEqualTo(smf(track(ints(metas, events))));
  }

  @Test
  void endsNotesBeforeTheirKeysAreStruckAgain() {
    Piece piece = piece(Track.of("", List.of(note(0, 10, 60), note(10, 0, 60))));
    int[] events = {0, 0x90, 60, 100, 10, 60, 0, 0, 60, 100, 0, 60, 0};
    assertThat(MidiWriter.write(piece, 0)).isEqualTo(smf(track(events)));
  }

  @Test
  void writesSmpteDivisions() throws MidiException {
    Division division = new Division.Smpte(29, 80);
    Piece piece = new Piece("a.mid", division, List.of(), List.of(), List.of(), List.of());
    assertThat(rewritten(piece, 1).division()).isEqualTo(division);
  }

  @Test
  void keepsTracksInFormat1() throws MidiException {
    Piece piece =
        piece(
            Track.of("conductor", List.of()),
            Track.of("right", List.of(note(0, 10, 60))),
            Track.of("left", List.of(note(2, 3, 60))));
    assertThat(rewritten(piece, 1)).isEqualTo(piece);
  }

  @Test
  void mergesTracksInFormat0() throws MidiException {
    Piece piece =
        piece(
            new Track("right", List.of(note(0, 10, 60)), List.of(new ProgramChange(7, 0, 1))),
            new Track("left", List.of(note(0, 4, 60)), List.of(new ProgramChange(3, 1, 2))));
    assertThat(rewritten(piece, 0).tracks())
        .containsExactly(
            new Track(
                "right",
                List.of(note(0, 4, 60), note(0, 10, 60)),
                List.of(new ProgramChange(3, 1, 2), new ProgramChange(7, 0, 1))));
  }

  @Test
  void putsANoteWithinALongerOneInAFurtherTrack() throws MidiException {
    Track nested = Track.of("x", List.of(note(0, 100, 60), note(10, 20, 60), note(20, 80, 60)));
    Track other = Track.of("y", List.of(note(5, 5, 60)));
    assertThat(rewritten(piece(nested, other), 1).tracks())
        .containsExactly(
            Track.of("x", List.of(note(0, 100, 60), note(20, 80, 60))),
            other,
            Track.of("x", List.of(note(10, 20, 60))));
  }

  @Test
  void refusesANoteWithinALongerOneInFormat0() {
    Piece piece =
        piece(
            Track.of("right", List.of(note(0, 100, 60))),
            Track.of("left", List.of(note(10, 20, 60))));
    assertThatThrownBy(() -> MidiWriter.write(piece, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a.mid: the note of pitch 60 on channel 0 at tick 10 lies within a longer one, which a"
                + " file of format 0 cannot hold; write format 1");
  }

  @Test
  void givesAPieceWithoutTracksAnEmptyOne() throws MidiException {
    assertThat(rewritten(piece(), 1)).isEqualTo(piece(Track.of("", List.of())));
  }

  @Test
  void writesTheLongestTimeBetweenEvents() throws MidiException {
    Piece piece = piece(Track.of("", List.of(note(0x0fffffff, 0x0fffffff, 60))));
    assertThat(rewritten(piece, 0)).isEqualTo(piece);
  }

  @Test
  void refusesATimeThatIsTooLong() {
    Piece piece = piece(Track.of("", List.of(note(7, 0x10000000, 60))));
    assertThatThrownBy(() -> MidiWriter.write(piece, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "track 1: from tick 7 to the next event at tick 268435463 it is longer than the"
                + " 268,435,455 ticks of a MIDI file");
  }

  @Test
  void refusesATimeAtTheEndOfLongNumbers() {
    Piece piece = piece(Track.of("", List.of(note(Long.MAX_VALUE, 0, 60))));
    assertThatThrownBy(() -> MidiWriter.write(piece, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesTooManyTracks() {
    Piece piece =
        new Piece(
            "a.mid",
            new Division.Metrical(1),
            Collections.nCopies(65_536, Track.of("", List.of())),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> MidiWriter.write(piece, 1))
        .hasMessage("a.mid: a MIDI file holds at most 65,535 tracks, not 65536");
  }

  @Test
  void refusesANameThatIsNoText() {
    assertThatThrownBy(() -> MidiWriter.write(piece(Track.of("\ud800", List.of())), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("track 1: its name has half a surrogate pair, which no text encoding holds");
  }

  @Test
  void refusesFormat2() {
    assertThatThrownBy(() -> MidiWriter.write(piece(), 2))
        .hasMessage("format must be 0 or 1, was 2");
  }

  @Test
  void replacesAFileAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("a.mid"), "old");
    Piece piece = piece(Track.of("", List.of(note(0, 10, 60))));
    MidiWriter.write(piece, 1, file);
    assertThat(MidiReader.read(file).pieces()).containsExactly(piece);
    assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
  }

  @Test
  void keepsTheOldFileIfThePieceCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("a.mid"), "old");
    Piece piece = piece(Track.of("", List.of(note(0, Long.MAX_VALUE, 60))));
    assertThatThrownBy(() -> MidiWriter.write(piece, 1, file))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isDirectoryContaining("glob:**a.mid");
    assertThat(file).hasContent("old");
  }

  @Test
  void writesThroughALink() throws IOException {
    Path file = Files.writeString(folder.resolve("a.mid"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.mid"), file);
    MidiWriter.write(piece(), 1, link);
    assertThat(link).isSymbolicLink();
    assertThat(MidiReader.read(file).noteCount()).isZero();
  }

  @Test
  void leavesNothingWhereTheFolderIsMissing() {
    Path file = folder.resolve("none").resolve("a.mid");
    assertThatThrownBy(() -> MidiWriter.write(piece(), 1, file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file or folder; check the path");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesNothingBesideAFolderOfThatName() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a.mid"));
    assertThatThrownBy(() -> MidiWriter.write(piece(), 1, file)).isInstanceOf(IOException.class);
    assertThat(folder).isDirectoryNotContaining(entry -> !entry.equals(file));
  }
}
