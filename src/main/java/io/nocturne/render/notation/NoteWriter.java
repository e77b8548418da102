package io.nocturne.render.notation;

import io.nocturne.io.xml.XmlWriter;
import io.nocturne.render.notation.NoteValue.Tuplet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BiPredicate;

/** Writes the notes and rests of a voice's bar. */
final class NoteWriter {
  /** The velocity that MusicXML calls 100 %. */
  private static final int FORTE = 90;

  private final XmlWriter xml;
  private final Bar bar;
  private final int sharps;
  private final int voice;
  private final int staff;

  /**
   * Creates a writer for one voice of one bar.
   *
   * @param sharps of the key signature, or flats if negative
   * @param voice its number in the part
   * @param staff 1 or 2
   */
  NoteWriter(XmlWriter xml, Bar bar, int sharps, int voice, int staff) {
    this.xml = xml;
    this.bar = bar;
    this.sharps = sharps;
    this.voice = voice;
    this.staff = staff;
  }

  /** Writes a rest for the whole bar. */
  void rest() {
    xml.begin("note").empty("rest", "measure", "yes").leaf("duration", bar.length());
    xml.leaf("voice", voice).leaf("staff", staff).end();
  }

  /**
   * Writes the notes and rests of a voice in the bar.
   *
   * @param tempos those that are where an event begins are written before it
   * @param accidentals which notes show one
   * @return the place where its last event ends
   */
  long write(
      VoiceInBar music, TempoWriter tempos, BiPredicate<NotatedEvent, NotatedNote> accidentals) {
    Beams beams = new Beams(bar, music);
    long at = bar.start();
    for (NotatedEvent event : music.events()) {
      if (event.start() > at) {
        xml.begin("forward").leaf("duration", event.start() - at);
        xml.leaf("voice", voice).leaf("staff", staff).end();
      }
      tempos.write(event.start());
      if (event.isRest()) {
        xml.begin("note").empty("rest").leaf("duration", event.value().units());
        value(event);
        xml.leaf("staff", staff);
        notations(event, false, false, true);
        xml.end();
      }
      for (int i = 0; i < event.notes().size(); i++) {
        boolean accidental = accidentals.test(event, event.notes().get(i));
        note(event, i, accidental, i == 0 ? beams.of(event) : List.of());
      }
      at = event.end();
    }
    return at;
  }

  private void note(NotatedEvent event, int index, boolean accidental, List<String> beams) {
    NotatedNote note = event.notes().get(index);
    Spelling name = Spelling.of(note.pitch(), sharps);
    boolean first = index == 0;
    xml.begin("note", "dynamics", percent(note.velocity()));
    if (!first) {
      xml.empty("chord");
    }
    xml.begin("pitch").leaf("step", String.valueOf(name.step()));
    if (name.alter() != 0) {
      xml.leaf("alter", name.alter());
    }
    xml.leaf("octave", name.octave()).end().leaf("duration", event.value().units());
    if (event.isTiedBefore(note)) {
      xml.empty("tie", "type", "stop");
    }
    if (event.isTiedAfter(note)) {
      xml.empty("tie", "type", "start");
    }
    xml.leaf("voice", voice);
    type(event);
    if (accidental) {
      xml.leaf("accidental", name.accidental());
    }
    modification(event);
    xml.leaf("staff", staff);
    for (int i = 0; i < beams.size(); i++) {
      xml.leaf("beam", beams.get(i), "number", Integer.toString(i + 1));
    }
    notations(event, event.isTiedBefore(note), event.isTiedAfter(note), first);
    xml.end();
  }

  private void value(NotatedEvent event) {
    xml.leaf("voice", voice);
    type(event);
    modification(event);
  }

  private void type(NotatedEvent event) {
    xml.leaf("type", event.value().type());
    for (int i = 0; i < event.value().dots(); i++) {
      xml.empty("dot");
    }
  }

  private void modification(NotatedEvent event) {
    if (event.value().rhythm() == Tuplet.TRIPLET) {
      xml.begin("time-modification").leaf("actual-notes", 3).leaf("normal-notes", 2).end();
    }
  }

  /** Writes ties, and the brackets of triplets at the first note of a chord. */
  private void notations(NotatedEvent event, boolean tiedBefore, boolean tiedAfter, boolean first) {
    boolean triplet = first && event.value().rhythm() == Tuplet.TRIPLET;
    boolean begins = triplet && event.start() == bar.cellStart(event.start());
    boolean ends = triplet && event.end() == bar.cellEnd(event.start());
    if (!tiedBefore && !tiedAfter && !begins && !ends) {
      return;
    }
    xml.begin("notations");
    if (tiedBefore) {
      xml.empty("tied", "type", "stop");
    }
    if (tiedAfter) {
      xml.empty("tied", "type", "start");
    }
    if (begins) {
      xml.empty("tuplet", "type", "start", "number", "1");
    }
    if (ends) {
      xml.empty("tuplet", "type", "stop", "number", "1");
    }
    xml.end();
  }

  private static String percent(int velocity) {
    return BigDecimal.valueOf(100.0 * velocity / FORTE)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
