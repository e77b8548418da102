package io.nocturne.render.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The content of a voice in a bar, divided into written values.
 *
 * @param events in order, without overlap; silence between them is not shown
 */
record VoiceInBar(List<NotatedEvent> events) {

  /** The choice of rests where another voice of the staff sounds. */
  enum RestPolicy {
    /** All silence is written as rests. */
    SHOWN,
    /** Rests are written only in beats in which the voice has a note. */
    LEFT_OUT
  }

  VoiceInBar {
    events = List.copyOf(events);
  }

  /** Returns whether the voice says nothing here. */
  boolean isSilent() {
    return events.stream().allMatch(NotatedEvent::isRest);
  }

  /**
   * Returns the part of a voice that is in a bar.
   *
   * @param chords those that sound in the bar, in order
   */
  static VoiceInBar of(Bar bar, List<Chord> chords, Set<Long> thirds, RestPolicy silence) {
    BarDivision division = new BarDivision(bar, thirds, new ArrayList<>());
    long at = bar.start();
    for (Chord chord : chords) {
      long from = Math.max(chord.start(), bar.start());
      division.rest(at, from, silence);
      at = Math.min(chord.end(), bar.end());
      division.sound(chord.notes(), from, at);
    }
    division.rest(at, bar.end(), silence);
    return new VoiceInBar(division.events);
  }

  /** Stretches of a bar as values, one after the other. */
  private record BarDivision(Bar bar, Set<Long> thirds, List<NotatedEvent> events) {

    void sound(List<NotatedNote> notes, long from, long to) {
      if (notes.isEmpty()) {
        rest(from, to);
      } else {
        write(notes, from, to, NoteValue::plain);
      }
    }

    void rest(long from, long to, RestPolicy silence) {
      if (silence == RestPolicy.SHOWN) {
        rest(from, to);
        return;
      }
      // What is left out is whole cells.
      long firstEnd = from == bar.cellStart(from) ? from : Math.min(to, bar.cellEnd(from));
      rest(from, firstEnd);
      if (to < bar.end()) {
        rest(Math.max(firstEnd, bar.cellStart(to)), to);
      }
    }

    private void rest(long from, long to) {
      write(List.of(), from, to, NoteValue::rest);
    }

    private void write(List<NotatedNote> notes, long from, long to, Choice choice) {
      long at = from;
      while (at < to) {
        NoteValue value = next(at, to, choice);
        events.add(new NotatedEvent(at, value, notes));
        at += value.units();
      }
    }

    private NoteValue next(long at, long to, Choice choice) {
      if (thirds.contains(bar.cellStart(at))) {
        return NoteValue.triplet(Math.min(to, bar.cellEnd(at)) - at);
      }
      long end = to;
      for (long cell = bar.cellEnd(at); cell < end; cell = bar.cellEnd(cell)) {
        if (thirds.contains(cell)) {
          end = cell;
        }
      }
      long place = at - bar.start();
      long nextGroup = bar.start() + (place / bar.group() + 1) * bar.group();
      if (place % bar.group() != 0) {
        end = Math.min(end, nextGroup);
      }
      return choice.longest(place, end - at, bar);
    }
  }

  /** Chooses the longest of the values that can be read at a place of a bar. */
  @FunctionalInterface
  private interface Choice {
    NoteValue longest(long place, long most, Bar bar);
  }
}
