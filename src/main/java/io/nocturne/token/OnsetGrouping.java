package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.rhythm.Quantizer;
import io.nocturne.rhythm.Quantizer.Quantized;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups simultaneous notes: those of one tick, or of one place of a grid.
 *
 * @param keyboard the keys that there are
 * @param grid the places; empty for ticks as they are
 */
record OnsetGrouping(Keyboard keyboard, Optional<Grid> grid) {
  /** The name of the option in {@code vocabulary.json}. */
  static final String OPTION = "grid";

  private static final String NONE = "none";

  /** The notes of a piece on the keys, in a list for each onset: lists by onset, notes by pitch. */
  record GroupedNotes(List<List<Note>> groups, EncodingLoss loss) {}

  static OnsetGrouping of(Map<String, String> options) {
    String grid = options.getOrDefault(OPTION, NONE);
    return new OnsetGrouping(
        Keyboard.of(options), grid.equals(NONE) ? Optional.empty() : Optional.of(Grid.parse(grid)));
  }

  /** Returns the grid as {@code vocabulary.json} writes it. */
  String gridLabel() {
    return grid.map(Grid::label).orElse(NONE);
  }

  GroupedNotes group(Piece piece) {
    Keyboard.Fitted fitted = keyboard.fit(piece);
    if (grid.isEmpty()) {
      return new GroupedNotes(together(fitted.notes()), fitted.loss());
    }
    Quantized quantized = new Quantizer(grid.get()).byQuarters(piece.withNotes(fitted.notes()));
    List<Note> notes = quantized.piece().notes().stream().map(OnsetGrouping::inUnits).toList();
    return new GroupedNotes(
        together(notes), fitted.loss().plus(quantized.error(), quantized.outOfRange()));
  }

  private static Note inUnits(GridNote note) {
    return new Note(note.onset(), note.length(), note.pitch(), note.velocity(), 0);
  }

  private static List<List<Note>> together(List<Note> notes) {
    List<List<Note>> groups = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= notes.size(); to++) {
      if (to == notes.size() || notes.get(to).onsetTicks() > notes.get(from).onsetTicks()) {
        groups.add(notes.subList(from, to));
        from = to;
      }
    }
    return groups;
  }
}
