package io.nocturne.midi;

import io.nocturne.io.file.AtomicFile;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes pieces as Standard MIDI Files.
 *
 * <p>Format 1 keeps the tracks as they are: what {@link MidiReader} reads back has the same tracks,
 * with the tempos and signatures written into the first. Two exceptions: a piece without tracks
 * gains an empty one; and since a note-off ends the oldest open note, a note within a longer one of
 * the same track, channel and pitch cannot be distinguished there, and goes to a further track at
 * the end of the file.
 *
 * <p>Format 0 merges all tracks into one, which has the name of the first.
 */
public final class MidiWriter {

  private static final int MAX_TRACKS = 0xffff;

  private MidiWriter() {}

  /**
   * Returns a piece as the bytes of a MIDI file.
   *
   * @param format 0 (one track) or 1 (the piece's tracks)
   * @throws IllegalArgumentException if the format is neither, or such a file cannot hold the
   *     piece: more than 65,535 tracks, more than 268,435,455 ticks from one event to the next, a
   *     track name that is not Unicode text, or, in format 0, a note within a longer one of the
   *     same channel and pitch, or tracks of several ports
   */
  public static byte[] write(Piece piece, int format) {
    if (format != 0 && format != 1) {
      throw new IllegalArgumentException("format must be 0 or 1, was " + format);
    }
    List<Track> tracks = format == 0 ? List.of(merged(piece)) : separable(piece);
    if (tracks.size() > MAX_TRACKS) {
      throw new IllegalArgumentException(
          piece.name() + ": a MIDI file holds at most 65,535 tracks, not " + tracks.size());
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header(format, tracks.size(), piece.division()));
    for (int i = 0; i < tracks.size(); i++) {
      TrackBytes chunk = new TrackBytes(i + 1);
      if (i == 0) {
        piece.tempos().forEach(chunk::add);
        piece.timeSignatures().forEach(chunk::add);
        piece.keySignatures().forEach(chunk::add);
      }
      chunk.add(tracks.get(i));
      file.writeBytes(chunk.toBytes());
    }
    return file.toByteArray();
  }

  /**
   * Writes a piece to a file. The file is there whole or, after a failure, as it was before: the
   * bytes go to a temporary file beside it, which then takes its name. A target that is not a
   * regular file, such as a pipe, is written to directly.
   *
   * @throws IllegalArgumentException as {@link #write(Piece, int)} does
   */
  public static void write(Piece piece, int format, Path target) throws IOException {
    AtomicFile.write(target, write(piece, format));
  }

  private static byte[] header(int format, int tracks, Division division) {
    int ticks;
    if (division instanceof Division.Metrical metrical) {
      ticks = metrical.ticksPerQuarter();
    } else {
      Division.Smpte smpte = (Division.Smpte) division;
      ticks = (-smpte.framesPerSecond() << 8) | smpte.ticksPerFrame();
    }
    return ByteBuffer.allocate(14)
        .putInt(0x4d546864) // MThd
        .putInt(6)
        .putShort((short) format)
        .putShort((short) tracks)
        .putShort((short) ticks)
        .array();
  }

  /**
   * Returns the piece's tracks, and after them tracks for the notes that note-offs could not tell
   * apart.
   */
  private static List<Track> separable(Piece piece) {
    List<Track> tracks = new ArrayList<>();
    List<Track> further = new ArrayList<>();
    for (Track track : piece.tracks()) {
      List<List<Note>> lanes = NoteLanes.of(track.notes());
      tracks.add(track.withNotes(lanes.get(0)));
      for (List<Note> lane : lanes.subList(1, lanes.size())) {
        further.add(new Track(track.name(), track.port(), lane, List.of(), List.of()));
      }
    }
    if (tracks.isEmpty()) {
      tracks.add(Track.of("", List.of()));
    }
    tracks.addAll(further);
    return tracks;
  }

  private static Track merged(Piece piece) {
    List<Note> notes = new ArrayList<>();
    List<ProgramChange> programs = new ArrayList<>();
    List<ControlChange> controls = new ArrayList<>();
    for (Track track : piece.tracks()) {
      notes.addAll(track.notes());
      programs.addAll(track.programs());
      controls.addAll(track.controls());
    }
    notes.sort(Comparator.comparingLong(Note::onsetTicks));
    programs.sort(Comparator.comparingLong(ProgramChange::tick));
    controls.sort(Comparator.comparingLong(ControlChange::tick));
    List<List<Note>> lanes = NoteLanes.of(notes);
    if (lanes.size() > 1) {
      Note nested = lanes.get(1).get(0);
      throw new IllegalArgumentException(
          piece.name()
              + ": the note of pitch "
              + nested.pitch()
              + " on channel "
              + nested.channel()
              + " at tick "
              + nested.onsetTicks()
              + " lies within a longer one, which a file of format 0 cannot hold; write format 1");
    }
    String name = piece.tracks().isEmpty() ? "" : piece.tracks().get(0).name();
    return new Track(name, port(piece), lanes.get(0), programs, controls);
  }

  private static int port(Piece piece) {
    List<Integer> ports = piece.tracks().stream().map(Track::port).distinct().toList();
    if (ports.size() > 1) {
      throw new IllegalArgumentException(
          "%s: its tracks have the ports %d and %d, and a file of format 0 has one track; write format 1"
              .formatted(piece.name(), ports.get(0), ports.get(1)));
    }
    return ports.isEmpty() ? 0 : ports.get(0);
  }
}
