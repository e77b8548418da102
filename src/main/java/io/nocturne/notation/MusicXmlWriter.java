package io.nocturne.notation;

import io.nocturne.music.KeySignature;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes bars and staves as MusicXML 4.0 (W3C Music Notation Community Group, 2021). */
final class MusicXmlWriter {
  private static final String DOCTYPE =
      "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\""
          + " \"http://www.musicxml.org/dtds/partwise.dtd\">";

  /** The lower staff's first voice, as notation programs number them. */
  private static final int LOWER_VOICES = 5;

  /** A change of tempo smaller than this is played, but not printed. */
  private static final double SMALLEST_SHOWN = 0.1;

  private final Piece piece;
  private final List<Bar> bars;
  private final List<Staff> staves;
  private final double unitsPerTick;
  private final Xml xml = new Xml(DOCTYPE);
  private Optional<KeySignature> key = Optional.empty();
  private double shownTempo;
  private int nextTempo;

  MusicXmlWriter(Piece piece, List<Bar> bars, List<Staff> staves) {
    this.piece = piece;
    this.bars = bars;
    this.staves = staves;
    unitsPerTick = (double) Bar.QUARTER / Bars.ticksPerQuarter(piece);
  }

  byte[] toBytes() {
    xml.begin("score-partwise", "version", "4.0");
    xml.begin("work").leaf("work-title", piece.name()).end();
    xml.begin("identification").begin("encoding").leaf("software", "nocturne");
    xml.empty("supports", "element", "accidental", "type", "yes");
    xml.empty("supports", "element", "beam", "type", "yes").end().end();
    xml.begin("part-list").begin("score-part", "id", "P1").leaf("part-name", "Piano");
    xml.begin("score-instrument", "id", "P1-I1").leaf("instrument-name", "Piano").end();
    // MusicXML counts channels and programs from 1.
    xml.begin("midi-instrument", "id", "P1-I1").leaf("midi-channel", 1);
    xml.leaf("midi-program", program() + 1).end().end().end();
    xml.begin("part", "id", "P1");
    for (int i = 0; i < bars.size(); i++) {
      measure(i);
    }
    return xml.end().end().toBytes();
  }

  private int program() {
    return piece.tracks().stream()
        .flatMap(track -> track.programs().stream())
        .findFirst()
        .map(ProgramChange::program)
        .orElse(0);
  }

  private void measure(int index) {
    Bar bar = bars.get(index);
    String number = Integer.toString(index + 1);
    if (bar.isFull()) {
      xml.begin("measure", "number", number);
    } else {
      xml.begin("measure", "number", number, "implicit", "yes");
    }
    attributes(index);
    tempos(bar);
    int firstLower = Math.max(LOWER_VOICES, staves.get(0).voices() + 1);
    long at = staff(index, 1, 1, bar.start());
    backup(at - bar.start());
    staff(index, 2, firstLower, bar.start());
    if (index == bars.size() - 1) {
      xml.begin("barline", "location", "right").leaf("bar-style", "light-heavy").end();
    }
    xml.end();
  }

  private void attributes(int index) {
    Bar bar = bars.get(index);
    boolean first = index == 0;
    Optional<KeySignature> here = keyAt(bar);
    boolean newKey = !here.map(KeySignature::sharps).equals(key.map(KeySignature::sharps));
    boolean newTime = first || !sameTime(bar, bars.get(index - 1));
    key = here;
    if (!first && !newKey && !newTime) {
      return;
    }
    xml.begin("attributes");
    if (first) {
      xml.leaf("divisions", Bar.QUARTER);
    }
    if (first || newKey) {
      xml.begin("key").leaf("fifths", sharps());
      key.ifPresent(k -> xml.leaf("mode", k.mode().name().toLowerCase(Locale.ROOT)));
      xml.end();
    }
    if (newTime) {
      xml.begin("time").leaf("beats", bar.time().numerator());
      xml.leaf("beat-type", bar.time().denominator()).end();
    }
    if (first) {
      xml.leaf("staves", staves.size());
      xml.begin("clef", "number", "1").leaf("sign", "G").leaf("line", 2).end();
      xml.begin("clef", "number", "2").leaf("sign", "F").leaf("line", 4).end();
    }
    xml.end();
  }

  private static boolean sameTime(Bar a, Bar b) {
    return a.time().numerator() == b.time().numerator()
        && a.time().denominator() == b.time().denominator();
  }

  private Optional<KeySignature> keyAt(Bar bar) {
    return piece.keySignatures().stream()
        .filter(change -> Math.round(change.tick() * unitsPerTick) <= bar.start())
        .reduce((before, after) -> after);
  }

  private int sharps() {
    return key.map(KeySignature::sharps).orElse(0);
  }

  private void tempos(Bar bar) {
    for (; nextTempo < piece.tempos().size(); nextTempo++) {
      Tempo tempo = piece.tempos().get(nextTempo);
      long offset = Math.max(0, Math.round(tempo.tick() * unitsPerTick) - bar.start());
      if (offset >= bar.length()) {
        return;
      }
      double perMinute = 60_000_000.0 / tempo.microsecondsPerQuarter();
      if (Math.abs(perMinute - shownTempo) > SMALLEST_SHOWN * shownTempo) {
        shownTempo = perMinute;
        xml.begin("direction", "placement", "above").begin("direction-type").begin("metronome");
        xml.leaf("beat-unit", "quarter").leaf("per-minute", Long.toString(Math.round(perMinute)));
        xml.end().end().leaf("offset", Long.toString(offset), "sound", "yes").leaf("staff", 1);
        xml.empty("sound", "tempo", decimal(perMinute)).end();
      } else {
        xml.begin("sound", "tempo", decimal(perMinute)).leaf("offset", offset).end();
      }
    }
  }

  private static String decimal(double value) {
    return BigDecimal.valueOf(value)
        .setScale(3, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Writes a staff's voices; returns the place where the last one ends. */
  private long staff(int index, int staff, int firstVoice, long start) {
    Bar bar = bars.get(index);
    List<VoiceInBar> voices = staves.get(staff - 1).bars().get(index);
    Accidentals accidentals = new Accidentals(sharps(), voices);
    long at = start;
    for (int i = 0; i < voices.size(); i++) {
      VoiceInBar voice = voices.get(i);
      if (i > 0 && voice.isSilent()) {
        continue;
      }
      backup(at - bar.start());
      NoteWriter notes = new NoteWriter(xml, bar, sharps(), firstVoice + i, staff);
      if (voice.isSilent()) {
        notes.rest();
        at = bar.end();
      } else {
        int number = i;
        at = notes.write(voice, (event, note) -> accidentals.isShown(number, event, note));
      }
    }
    return at;
  }

  private void backup(long units) {
    if (units > 0) {
      xml.begin("backup").leaf("duration", units).end();
    }
  }
}
