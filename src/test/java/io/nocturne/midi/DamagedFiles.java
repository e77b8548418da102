package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.END;
import static io.nocturne.midi.MidiBytes.bytes;
import static io.nocturne.midi.MidiBytes.chunk;
import static io.nocturne.midi.MidiBytes.header;
import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.meta;
import static io.nocturne.midi.MidiBytes.openTrack;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nocturne.music.Note;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** Damaged files, the notes that are left of each, and all that is said of it. */
final class DamagedFiles {

  private static final int[] C4 = {0, 0x90, 60, 100, 96, 0x80, 60, 64};
  private static final Note C4_NOTE = new Note(0, 96, 60, 100, 0);
  private static final byte[] D4 = track(0, 0x90, 62, 90, 48, 0x80, 62, 0);
  private static final Note D4_NOTE = new Note(0, 48, 62, 90, 0);

  private DamagedFiles() {}

  /** A repaired file: a name for the row, its bytes, its notes, and all that is said of it. */
  private static Arguments row(String name, byte[] file, List<Note> notes, String... messages) {
    return Arguments.of(Named.of(name, file), notes, List.of(messages));
  }

  private static byte[] with(byte[] file, int at, int value) {
    byte[] changed = file.clone();
    changed[at] = (byte) value;
    return changed;
  }

  static List<Arguments> damagedTracks() {
    byte[] sound = smf(track(C4), D4);
    int[] open = {0, 0x90, 60, 100, 96, 0x90, 64, 100, 4, 64, 0};
    return List.of(
        row(
            "cut off in the last track",
            Arrays.copyOf(sound, sound.length - 5),
            List.of(C4_NOTE, new Note(0, 0, 62, 90, 0)),
            "byte 46: track 2 ends 5 bytes early",
            "byte 46: 1 note of track 2 without a note-off; ended with the track"),
        row(
            "cut off after its last event",
            Arrays.copyOf(sound, sound.length - 4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 50: track 2 ends 4 bytes early"),
        row(
            "no end-of-track event",
            smf(openTrack(C4), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 30: track 1 has no end-of-track event"),
        row(
            "an event across the track's end",
            smf(openTrack(ints(C4, new int[] {0, 0x90, 61})), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 30: track 1 ends within an event"),
        row(
            "events after the end of the track",
            smf(track(ints(C4, END, C4)), D4),
            List.of(C4_NOTE, new Note(96, 96, 60, 100, 0), D4_NOTE),
            "byte 34: track 1 continues after its end-of-track event; what follows is read too"),
        row(
            "bytes that are not events after the end of the track",
            smf(openTrack(ints(C4, END, new int[] {0, 0, 60, 100})), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 34: track 1 continues after its end-of-track event; 4 bytes left out"),
        row(
            "notes without note-offs",
            smf(track(open)),
            List.of(new Note(0, 100, 60, 100, 0), new Note(96, 4, 64, 100, 0)),
            "byte 37: 1 note of track 1 without a note-off; ended with the track"),
        row(
            "note-offs without notes",
            smf(track(ints(C4, new int[] {0, 0x80, 60, 0, 0, 70, 0}))),
            List.of(C4_NOTE),
            "byte 30: track 1 has 2 note-offs without a note to end"));
  }

  static List<Arguments> damagedEvents() {
    int[] rests = IntStream.range(0, 100).map(i -> new int[] {0, 0xb0, 1, 1}[i % 4]).toArray();
    return List.of(
        row(
            "a data byte at the beginning",
            smf(openTrack(0, 60, 100), D4),
            List.of(D4_NOTE),
            "byte 22: track 1 continues with bytes that are not events; the rest of it is left"
                + " out"),
        row(
            "a real-time message",
            smf(track(ints(C4, new int[] {0, 0xf8})), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 30: track 1 has 1 system message, which a file should not contain; left out"),
        row(
            "a time of five bytes",
            smf(track(ints(C4, new int[] {0x80, 0x80, 0x80, 0x80, 0, 0xb0, 1, 1})), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 30: track 1 has 1 number longer than four bytes; read anyway"),
        row(
            "a sysex event longer than its track",
            smf(track(ints(C4, new int[] {0, 0xf0, 0x7f})), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 30: track 1 has 3 bytes that are not an event; left out"),
        row(
            "a status byte amid an event, with the bytes after it out of step",
            smf(openTrack(ints(C4, new int[] {0, 0x90, 61, 0x90, 61, 100}, END)), D4),
            List.of(C4_NOTE, new Note(96 + 61, 0, 61, 100, 0), D4_NOTE),
            "byte 30: track 1 has 2 bytes that are not an event; left out",
            "byte 40: 1 note of track 1 without a note-off; ended with the track"),
        row(
            "two damages in one track",
            smf(track(ints(C4, new int[] {0, 0x90, 61, 0x90}, rests, new int[] {0, 0xf4})), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 30: track 1 has a data byte over 127; the rest of it is left out"),
        row(
            "a volume of 255",
            smf(track(ints(new int[] {0, 0xb0, 7, 255}, C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has a data byte over 127; that event is left out"),
        row(
            "a velocity of 200",
            smf(track(0, 0x90, 60, 200, 96, 60, 0)),
            List.of(new Note(0, 96, 60, 127, 0)),
            "byte 22: track 1 has a data byte over 127; the note's velocity is read as 127"),
        row(
            "a pitch of 128",
            smf(track(ints(new int[] {0, 0x90, 128, 1}, C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has a data byte over 127; that event is left out"),
        row(
            "a release velocity of 128",
            smf(track(0, 0x90, 60, 100, 96, 0x80, 60, 128)),
            List.of(C4_NOTE),
            "byte 26: track 1 has a data byte over 127; the note-off counts"));
  }

  static List<Arguments> damagedMaps() {
    return List.of(
        row(
            "a tempo of zero",
            smf(track(ints(meta(0x51, 0, 0, 0), C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has an impossible tempo; it is left out"),
        row(
            "a tempo of two bytes",
            smf(track(ints(meta(0x51, 1, 2), C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has an impossible tempo; it is left out"),
        row(
            "no beats in a bar",
            smf(track(ints(meta(0x58, 0, 2, 24, 8), C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has an impossible time signature; it is left out"),
        row(
            "a beat of a 2^31st note",
            smf(track(ints(meta(0x58, 4, 31, 24, 8), C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has an impossible time signature; it is left out"),
        row(
            "eight sharps",
            smf(track(ints(meta(0x59, 8, 0), C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has an impossible key signature; it is left out"),
        row(
            "a third mode",
            smf(track(ints(meta(0x59, 0, 2), C4))),
            List.of(C4_NOTE),
            "byte 22: track 1 has an impossible key signature; it is left out"));
  }

  static List<Arguments> damagedChunks() {
    int[] body = ints(C4, END);
    byte[] sound = smf(track(C4));
    return List.of(
        row(
            "a length too short",
            join(header(1, 2, 480), chunk("MTrk", 3, body), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 18: track 1 says it is 3 bytes long, but ends after 12 bytes"),
        row(
            "a length into the next track",
            join(header(1, 2, 480), chunk("MTrk", 20, body), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 18: track 1 says it is 20 bytes long, but ends after 12 bytes"),
        row(
            "a length of 4 GiB",
            join(header(1, 2, 480), chunk("MTrk", 0xffffffffL, body), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 18: track 1 says it is 4,294,967,295 bytes long, but ends after 12 bytes"),
        row(
            "too few tracks in the header",
            join(header(1, 1, 480), track(C4), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 14: the header says 1 track, but the file has 2"),
        row(
            "too many tracks in the header",
            join(header(1, 9, 480), track(C4), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 14: the header says 9 tracks, but the file has 2"),
        row(
            "padding after the last track",
            join(sound, new byte[50]),
            List.of(C4_NOTE),
            "byte 34: no chunk begins here; 50 bytes left out"),
        row(
            "a line feed after the last track",
            join(sound, bytes(10)),
            List.of(C4_NOTE),
            "byte 34: no chunk begins here; 1 byte left out"),
        row(
            "bytes between two tracks",
            join(header(1, 2, 480), track(C4), new byte[9], D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 34: no chunk begins here; 9 bytes left out"));
  }

  static List<Arguments> damagedHeaders() {
    byte[] sound = smf(track(C4));
    byte[] riff = join("RIFFsizeRMIDdata".getBytes(US_ASCII), bytes(0, 1, 0, 0), sound);
    return List.of(
        row(
            "bytes before the header",
            join(new byte[128], sound),
            List.of(C4_NOTE),
            "byte 0: the header does not begin here; 128 bytes left out"),
        row(
            "a header length of 4",
            with(sound, 7, 4),
            List.of(C4_NOTE),
            "byte 4: the header says it is 4 bytes long, not 6"),
        row(
            "a header length past the end",
            with(sound, 4, 0x7f),
            List.of(C4_NOTE),
            "byte 4: the header says it is 2,130,706,438 bytes long, not 6"),
        row(
            "format 3",
            with(sound, 9, 3),
            List.of(C4_NOTE),
            "byte 8: the format is 3, not 0 to 2; it is read as 1"),
        row(
            "format 0 with two tracks",
            smf(0, 480, track(C4), D4),
            List.of(C4_NOTE, D4_NOTE),
            "byte 14: a file of format 0 has 2 tracks; it is read as format 1"),
        row(
            "a RIFF chunk longer than the file",
            riff,
            List.of(C4_NOTE),
            "byte 12: the RIFF data chunk is longer than the file"));
  }
}
