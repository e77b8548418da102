package io.nocturne.token;

import io.nocturne.rhythm.GridPiece;
import io.nocturne.rhythm.GridPiece.Change;
import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.token.EventVocabulary.EventType;
import java.util.List;
import java.util.stream.IntStream;

/** Writes one piece on a grid as ids of events. */
final class EventEncoder {
  private final EventVocabulary events;
  private final GridPiece piece;
  private final IntStream.Builder ids = IntStream.builder();
  private final int shortest;

  // In units from the start of the piece; before the first moment and the first bar there is none.
  private long time = -1;
  private long barStart;
  private long barEnd;
  private int signature;
  private int changesWritten;

  private EventEncoder(EventVocabulary events, GridPiece piece) {
    this.events = events;
    this.piece = piece;
    this.shortest = events.grid().shortest();
  }

  /** Returns the ids of a piece, without special tokens. */
  static int[] write(EventVocabulary events, GridPiece piece) {
    EventEncoder writer = new EventEncoder(events, piece);
    piece.notes().forEach(writer::write);
    return writer.ids.build().toArray();
  }

  private void write(GridNote note) {
    if (note.onset() != time) {
      if (events.has(EventType.BAR)) {
        position(note.onset());
      } else {
        shift(note.onset() - Math.max(0, time));
      }
      time = note.onset();
    }
    add(EventType.PITCH, note.pitch());
    if (events.has(EventType.VELOCITY)) {
      add(EventType.VELOCITY, note.velocity());
    }
    // Only a note whose key sounds again at once is shorter; that also ends it when it is read.
    add(EventType.DURATION, Math.max((int) note.length(), shortest));
  }

  private void position(long onset) {
    while (onset >= barEnd) {
      add(EventType.BAR, 0);
      barStart = barEnd;
      List<Change> changes = piece.changes();
      if (changesWritten < changes.size() && changes.get(changesWritten).start() == barStart) {
        signature = events.signatures().indexOf(changes.get(changesWritten++).signature());
        add(EventType.SIGNATURE, signature);
      }
      barEnd = barStart + events.barUnits(signature);
    }
    add(EventType.POSITION, (int) (onset - barStart));
  }

  private void shift(long units) {
    long rest = units;
    for (; rest > events.maxDuration(); rest -= events.maxDuration()) {
      add(EventType.SHIFT, events.maxDuration());
    }
    if (rest > 0) {
      add(EventType.SHIFT, (int) rest);
    }
  }

  private void add(EventType kind, int value) {
    ids.add(events.id(kind, value));
  }
}
