package io.nocturne.musicxml;

import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A part: its name, its instruments, and what it has in each measure. */
final class ScorePart {
  private final List<PartMeasure> measures = new ArrayList<>();
  private final Map<String, Instrument> instruments = new HashMap<>();
  private final Instrument unstated;
  private Instrument first;
  private String name = "";

  /**
   * An instrument of the part.
   *
   * @param channel MIDI channel, 0 to 15
   * @param program General MIDI program, 0 to 127; -1 if none is stated
   * @param key the MIDI key of its unpitched notes; -1 if none is stated
   */
  record Instrument(int channel, int program, int key) {
    static final int NONE = -1;
  }

  /**
   * The content of a measure.
   *
   * @param notes by onset
   * @param pedals by tick
   */
  record PartMeasure(List<WrittenNote> notes, List<PedalMark> pedals) {
    static final PartMeasure EMPTY = new PartMeasure(List.of(), List.of());
  }

  /** The sustain pedal moves, at a tick from the measure's start. */
  record PedalMark(long tick, boolean isDown) {
    /** Returns the move in a piece in which the measure starts at a tick. */
    ControlChange on(int channel, long start) {
      return ControlChange.sustainPedal(start + tick, channel, isDown);
    }
  }

  /** Creates a part with a channel by its place in the score, which is not percussion's. */
  ScorePart(int index) {
    int channel = index % (Note.CHANNELS - 1);
    unstated =
        new Instrument(
            channel < Note.PERCUSSION_CHANNEL ? channel : channel + 1,
            Instrument.NONE,
            Instrument.NONE);
    first = unstated;
  }

  /** Reads its entry in the list of parts. */
  void describe(Element entry, Findings findings) throws ScoreException {
    name = entry.text("part-name");
    for (Element midi : entry.all("midi-instrument").toList()) {
      int channel = number(midi, "midi-channel", Note.CHANNELS, findings);
      Instrument instrument =
          new Instrument(
              channel == Instrument.NONE ? unstated.channel : channel,
              number(midi, "midi-program", Note.PITCHES, findings),
              number(midi, "midi-unpitched", Note.PITCHES, findings));
      first = instruments.isEmpty() ? instrument : first;
      instruments.put(midi.attribute("id"), instrument);
    }
  }

  /** Returns a number that MusicXML counts from 1 as MIDI does, from 0. */
  private static int number(Element midi, String what, int limit, Findings findings)
      throws ScoreException {
    if (!midi.has(what)) {
      return Instrument.NONE;
    }
    double stated = midi.number(what);
    if (!(stated >= 1 && stated <= limit)) {
      findings.report(Problem.INSTRUMENT);
      return Instrument.NONE;
    }
    return (int) stated - 1;
  }

  Instrument instrument(Element note) {
    return note.child("instrument")
        .map(named -> instruments.getOrDefault(named.attribute("id"), first))
        .orElse(first);
  }

  /** Returns the instruments that name a program, in a fixed order. */
  List<Instrument> programs() {
    return instruments.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .filter(instrument -> instrument.program != Instrument.NONE)
        .distinct()
        .toList();
  }

  String name() {
    return name;
  }

  /** Returns the channels of its notes but percussion's, from the lowest. */
  List<Integer> channels() {
    return Stream.concat(Stream.of(first), instruments.values().stream())
        .map(Instrument::channel)
        .filter(channel -> channel != Note.PERCUSSION_CHANNEL)
        .distinct()
        .sorted()
        .toList();
  }

  void add(PartMeasure measure) {
    measures.add(measure);
  }

  /** Returns how many measures have been read. */
  int measureCount() {
    return measures.size();
  }

  /** Returns a measure; an empty one after its last. */
  PartMeasure measure(int index) {
    return index < measures.size() ? measures.get(index) : PartMeasure.EMPTY;
  }
}
