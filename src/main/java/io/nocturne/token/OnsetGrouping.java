package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.rhythm.Quantizer;
import io.nocturne.rhythm.Quantizer.Quantized;
import io.nocturne.token.Encoding.EncodingLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Groups simultaneous notes: those of one tick, of one place of a grid, or within a tolerance.
 *
 * @param keyboard the keys that there are
 * @param grid the places; empty for ticks as they are
 * @param tolerance the time within which notes are simultaneous; empty if there is a grid
 */
record OnsetGrouping(Keyboard keyboard, Optional<Grid> grid, Optional<OnsetTolerance> tolerance) {
  /** The name of the option in {@code vocabulary.json}. */
  static final String OPTION = "grid";

  /** The name of the option of a tolerance in {@code vocabulary.json}, left out without one. */
  static final String TOLERANCE = "tolerance";

  private static final String NONE = "none";

  OnsetGrouping {
    if (grid.isPresent() && tolerance.isPresent()) {
      throw new IllegalArgumentException(
          "a tolerance must be without a grid, had grid " + grid.get().label());
    }
  }

  OnsetGrouping(Keyboard keyboard, Optional<Grid> grid) {
    this(keyboard, grid, Optional.empty());
  }

  OnsetGrouping(Keyboard keyboard, OnsetTolerance tolerance) {
    this(keyboard, Optional.empty(), Optional.of(tolerance));
  }

  /** The notes of a piece on the keys, in a list for each onset: lists by onset, notes by pitch. */
  record GroupedNotes(List<List<Note>> groups, EncodingLoss loss) {}

  static OnsetGrouping of(Map<String, String> options) {
    String grid = options.getOrDefault(OPTION, NONE);
    return new OnsetGrouping(
        Keyboard.of(options),
        grid.equals(NONE) ? Optional.empty() : Optional.of(Grid.parse(grid)),
        Optional.ofNullable(options.get(TOLERANCE)).map(OnsetTolerance::parse));
  }

  /** Returns its options as {@code vocabulary.json} has them, and another one. */
  Map<String, String> options(String name, String value) {
    Map<String, String> options = new TreeMap<>();
    options.put(name, value);
    options.put(OPTION, grid.map(Grid::label).orElse(NONE));
    options.put(Keyboard.OPTION, keyboard.outside().label());
    tolerance.ifPresent(allowed -> options.put(TOLERANCE, allowed.label()));
    return options;
  }

  GroupedNotes group(Piece piece) {
    Keyboard.Fitted fitted = keyboard.fit(piece);
    if (tolerance.isPresent()) {
      return new GroupedNotes(
          tolerance.get().grouped(fitted.notes(), Timeline.of(piece)), fitted.loss());
    }
    if (grid.isEmpty()) {
      return new GroupedNotes(together(fitted.notes()), fitted.loss());
    }
    Quantized quantized = new Quantizer(grid.get()).byQuarters(piece.withNotes(fitted.notes()));
    List<Note> notes = quantized.piece().notes().stream().map(note -> note.note(1)).toList();
    return new GroupedNotes(
        together(notes), fitted.loss().plus(quantized.error(), quantized.late()));
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
