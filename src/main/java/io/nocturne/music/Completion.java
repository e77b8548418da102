package io.nocturne.music;

import io.nocturne.base.Require;
import io.nocturne.music.Track.PortChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds what a piece does not state, for programs that read or show it. */
public final class Completion {
  private static final TimeSignature TIME = new TimeSignature(0, 4, 4);

  private Completion() {}

  /**
   * Returns the piece with a tempo, a time signature, a key signature, track names and instruments.
   * What it states is kept. Otherwise the tempo is 120 quarters to the minute and the time 4/4, as
   * the lack of them means; the key is the one that {@link KeyFinder} finds, if it finds one; a
   * track is called as the piece is.
   *
   * @param program General MIDI program of the channels for which the piece names none, 0 to 127
   */
  public static Piece of(Piece piece, int program) {
    Require.between("program", program, 0, 127);
    return new Piece(
        piece.name(),
        piece.division(),
        tracks(piece, program),
        piece.tempos().isEmpty() ? List.of(Tempo.DEFAULT) : piece.tempos(),
        piece.timeSignatures().isEmpty() ? List.of(TIME) : piece.timeSignatures(),
        piece.keySignatures().isEmpty() ? keys(piece) : piece.keySignatures());
  }

  private static List<KeySignature> keys(Piece piece) {
    return KeyFinder.find(piece.notes())
        .map(key -> new KeySignature(0, key.sharps(), key.mode()))
        .map(List::of)
        .orElse(List.of());
  }

  private static List<Track> tracks(Piece piece, int program) {
    // A channel's instrument holds for all tracks of its port.
    Set<PortChannel> settled = new HashSet<>();
    for (Track track : piece.tracks()) {
      track.programs().forEach(change -> settled.add(track.channel(change.channel())));
    }
    List<Track> tracks = new ArrayList<>();
    for (Track track : piece.tracks()) {
      List<ProgramChange> programs = new ArrayList<>();
      track.notes().stream()
          .filter(note -> !note.isPercussion()) // Its program would be a drum kit.
          .map(Note::channel)
          .filter(channel -> settled.add(track.channel(channel)))
          .forEach(channel -> programs.add(new ProgramChange(0, channel, program)));
      programs.addAll(track.programs());
      String name = track.name().isEmpty() ? piece.name() : track.name();
      tracks.add(new Track(name, track.port(), track.notes(), programs, track.controls()));
    }
    return tracks;
  }
}
