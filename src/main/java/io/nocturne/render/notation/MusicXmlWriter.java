package io.nocturne.render.notation;

import io.nocturne.base.Labels;
import io.nocturne.io.xml.XmlWriter;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import java.util.List;
import java.util.Optional;

/** Writes bars and staves as MusicXML 4.0 (W3C Music Notation Community Group, 2021). */
final class MusicXmlWriter {
  private static final String DOCTYPE =
      "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\""
          + " \"http://www.musicxml.org/dtds/partwise.dtd\">";

  /** The lower staff's first voice, as notation programs number them. */
  private static final int LOWER_VOICES = NotatedVoice.MAX_VOICES + 1;

  private final Piece piece;
  private final List<Bar> bars;
  private final List<Staff> staves;
  private final double unitsPerTick;
  private final XmlWriter xml = XmlWriter.ofType(DOCTYPE);
  private final TempoWriter tempos;
  private Optional<KeySignature> key = Optional.empty();

  MusicXmlWriter(Piece piece, List<Bar> bars, List<Staff> staves, List<TempoMark> marks) {
    this.piece = piece;
    this.bars = bars;
    this.staves = staves;
    tempos = new TempoWriter(xml, marks);
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
    tempos.begin(bar);
    tempos.write(bar.start());
    long at = staff(index, 1, 1, bar.start());
    backup(at - bar.start());
    at = staff(index, 2, LOWER_VOICES, bar.start());
    remainingTempos(at);
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
      key.ifPresent(k -> xml.leaf("mode", Labels.of(k.mode())));
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

  /** Tempos at places where no note and no rest begins: the file goes back there. */
  private void remainingTempos(long end) {
    long at = end;
    for (TempoMark mark : tempos.pending()) {
      backup(at - mark.place());
      forward(mark.place() - at);
      tempos.write(mark.place());
      at = mark.place();
    }
    forward(end - at);
    backup(at - end);
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
      if (voice.isSilent() && !tempos.arePendingIn(voice)) {
        notes.rest();
        at = bar.end();
      } else {
        int number = i;
        at = notes.write(voice, tempos, (event, note) -> accidentals.isShown(number, event, note));
      }
    }
    return at;
  }

  private void backup(long units) {
    if (units > 0) {
      xml.begin("backup").leaf("duration", units).end();
    }
  }

  private void forward(long units) {
    if (units > 0) {
      xml.begin("forward").leaf("duration", units).end();
    }
  }
}
