package io.nocturne.musicxml;

import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.music.Track.PortChannel;
import io.nocturne.musicxml.PlayOrder.Played;
import io.nocturne.musicxml.ScorePart.PedalMark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes a piece of a score: its measures one after the other, in the order in which they are
 * played.
 */
final class Performance {
  private static final long MAX_TICKS = Integer.MAX_VALUE;
  private static final int MAX_PLAYED = 1_000_000;
  private static final String NOTES = "notes";
  private static final String PEDAL_SIGNS = "pedal signs";
  private static final int MAX_PORT = 127;

  private final WrittenScore score;
  private final int ticksPerQuarter;
  private final Findings findings;
  private final List<Played> order;
  private final List<TimeSignature> timesInForce;
  private final long[] starts;

  Performance(WrittenScore score, Findings findings) throws ScoreException {
    this.score = score;
    ticksPerQuarter = score.ticksPerQuarter;
    this.findings = findings;
    order = PlayOrder.of(score, findings);
    timesInForce = inForce(measure -> measure.times);
    starts = starts();
  }

  /** Returns the tick at which each measure that is played begins. */
  private long[] starts() throws ScoreException {
    long[] ticks = new long[order.size()];
    TimeSignatures signatures = new TimeSignatures(ticksPerQuarter);
    long at = 0;
    for (int i = 0; i < ticks.length; i++) {
      int index = order.get(i).measure();
      ticks[i] = at;
      at += signatures.length(score.measures().get(index), timesInForce.get(index));
      if (at > MAX_TICKS) {
        throw findings.fatal("the music is longer than 2^31 ticks");
      }
    }
    return ticks;
  }

  Piece piece(String name) throws ScoreException {
    List<Track> tracks = new ArrayList<>();
    Set<PortChannel> taken = new HashSet<>();
    int noteCount = 0;
    int moveCount = 0;
    for (ScorePart part : score.parts()) {
      List<Note> notes = notes(part);
      List<ControlChange> pedal = pedal(part);
      noteCount += notes.size();
      moveCount += pedal.size();
      requireFew(noteCount, NOTES);
      requireFew(moveCount, PEDAL_SIGNS);
      tracks.add(new Track(part.name(), port(part, taken), notes, programs(part), pedal));
    }
    return new Piece(
        name,
        new Division.Metrical(ticksPerQuarter),
        tracks,
        map(measure -> measure.tempos, Tempo::at, Tempo::microsecondsPerQuarter),
        times(),
        map(measure -> measure.keys, KeySignature::at, key -> List.of(key.sharps(), key.mode())));
  }

  private void requireFew(int played, String what) throws ScoreException {
    if (played > MAX_PLAYED) {
      throw findings.fatal("with repeats the score has more than 1,000,000 " + what);
    }
  }

  /**
   * Returns the first port on which no earlier part has a channel of this one: instrument and pedal
   * of a part are its own.
   */
  private static int port(ScorePart part, Set<PortChannel> taken) {
    for (int port = 0; port < MAX_PORT; port++) {
      if (Collections.disjoint(channels(part, port), taken)) {
        taken.addAll(channels(part, port));
        return port;
      }
    }
    return MAX_PORT;
  }

  private static List<PortChannel> channels(ScorePart part, int port) {
    return part.channels().stream().map(number -> new PortChannel(port, number)).toList();
  }

  private static List<ProgramChange> programs(ScorePart part) {
    return part.programs().stream()
        .map(instrument -> new ProgramChange(0, instrument.channel(), instrument.program()))
        .toList();
  }

  /** Returns the moves of the part's sustain pedal, on each of its channels. */
  private List<ControlChange> pedal(ScorePart part) throws ScoreException {
    List<Integer> channels = part.channels();
    List<ControlChange> moves = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      for (PedalMark mark : part.measure(order.get(i).measure()).pedals()) {
        for (int channel : channels) {
          moves.add(mark.on(channel, starts[i]));
        }
        requireFew(moves.size(), PEDAL_SIGNS);
      }
    }
    // An offset may place a sign after the end of its measure.
    moves.sort(Comparator.comparingLong(ControlChange::tick));
    return moves;
  }

  private List<Note> notes(ScorePart part) throws ScoreException {
    TiedNotes notes = new TiedNotes();
    for (int i = 0; i < order.size(); i++) {
      Played played = order.get(i);
      List<WrittenNote> measure = part.measure(played.measure()).notes();
      if (!measure.isEmpty()) { // A hostile score has many parts and measures without any.
        notes.add(
            measure.stream().filter(note -> note.isPlayed(played.pass())).toList(), starts[i]);
        requireFew(notes.size(), NOTES);
      }
    }
    return notes.all();
  }

  /**
   * Returns what is stated of one kind, at the ticks where it is played, without what is in force
   * already. Where playing jumps, it begins with what is in force there.
   */
  private <T> List<T> map(
      Function<ScoreMeasure, SortedMap<Long, T>> kind,
      BiFunction<T, Long, T> at,
      Function<T, Object> meaning) {
    List<T> inForce = inForce(kind);
    TreeMap<Long, T> all = new TreeMap<>();
    for (int i = 0; i < order.size(); i++) {
      int index = order.get(i).measure();
      if (isAfterJump(i) && inForce.get(index) != null) {
        all.put(starts[i], inForce.get(index));
      }
      for (Map.Entry<Long, T> each : kind.apply(score.measures().get(index)).entrySet()) {
        all.put(starts[i] + each.getKey(), each.getValue());
      }
    }
    List<T> map = new ArrayList<>();
    all.forEach(
        (tick, each) -> {
          T last = map.isEmpty() ? null : map.get(map.size() - 1);
          if (last == null || !meaning.apply(last).equals(meaning.apply(each))) {
            map.add(at.apply(each, tick));
          }
        });
    return map;
  }

  private List<TimeSignature> times() {
    TimeSignatures signatures = new TimeSignatures(ticksPerQuarter);
    for (int i = 0; i < order.size(); i++) {
      int index = order.get(i).measure();
      signatures.add(starts[i], score.measures().get(index), timesInForce.get(index));
    }
    return signatures.all();
  }

  private boolean isAfterJump(int i) {
    return i > 0 && order.get(i).measure() != order.get(i - 1).measure() + 1;
  }

  /** Returns what is in force where each measure begins; null where nothing is. */
  private <T> List<T> inForce(Function<ScoreMeasure, SortedMap<Long, T>> kind) {
    List<T> inForce = new ArrayList<>();
    T last = null;
    for (ScoreMeasure measure : score.measures()) {
      inForce.add(last);
      SortedMap<Long, T> stated = kind.apply(measure);
      last = stated.isEmpty() ? last : stated.get(stated.lastKey());
    }
    return inForce;
  }
}
