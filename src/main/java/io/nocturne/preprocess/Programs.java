package io.nocturne.preprocess;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import io.nocturne.music.Track.PortChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The programs of a piece's channels, which hold for all tracks of a port. */
final class Programs {
  private final Map<PortChannel, TreeMap<Long, Integer>> changes = new HashMap<>();

  Programs(Piece piece) {
    for (Track track : piece.tracks()) {
      for (ProgramChange change : track.programs()) {
        changes
            .computeIfAbsent(track.channel(change.channel()), channel -> new TreeMap<>())
            .put(change.tick(), change.program());
      }
    }
  }

  /** Returns the program that a note begins with; 0, a piano, where none is named. */
  int of(Track track, Note note) {
    TreeMap<Long, Integer> own = changes.get(track.channel(note.channel()));
    Map.Entry<Long, Integer> last = own == null ? null : own.floorEntry(note.onsetTicks());
    return last == null ? 0 : last.getValue();
  }
}
