package io.nocturne.compose;

import io.nocturne.base.UserException;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import io.nocturne.music.Track.PortChannel;
import io.nocturne.preprocess.Preprocessed;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.EvenTiming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** A piece to which new notes are added after its end. */
public final class ContinuedPiece {
  private static final String TRACK = "continuation";
  private static final int QUARTERS_IN_WHOLE = 4;

  /** Note values as parts of a whole note: 1/2, 1/4 and so on, and eighth triplets. */
  private static final List<Integer> NOTE_VALUES = List.of(1, 2, 4, 8, 12, 16, 24, 32);

  private final Preprocessed preprocessed;
  private final Piece original;
  private final Piece tune;
  private final int ticksPerQuarter;

  /** Creates a piece to continue, all of whose notes but percussion are read as they are. */
  public ContinuedPiece(Piece original) {
    this(Preprocessing.NONE.apply(original));
  }

  /**
   * Creates a piece to continue.
   *
   * @throws UserException if its ticks are parts of SMPTE frames, which have no bars, or it has no
   *     note to continue from
   */
  public ContinuedPiece(Preprocessed preprocessed) {
    this.preprocessed = preprocessed;
    this.original = preprocessed.original();
    if (!(original.division() instanceof Division.Metrical metrical)) {
      throw new UserException(
          original.name()
              + ": counts time in SMPTE frames, which have no bars to continue after; convert it to"
              + " ticks per quarter note");
    }
    this.ticksPerQuarter = metrical.ticksPerQuarter();
    this.tune = preprocessed.selected();
    if (tune.noteCount() == 0) {
      throw new UserException(
          original.name()
              + ": contains "
              + missing()
              + ", so there is nothing to continue from; choose another");
    }
  }

  private String missing() {
    if (original.noteCount() == 0) {
      return "no notes";
    }
    return original.pitched().noteCount() == 0
        ? "only percussion"
        : "no notes in the tracks that the run reads (--tracks chooses others)";
  }

  /** Returns the piece before and after its preprocessing. */
  Preprocessed preprocessed() {
    return preprocessed;
  }

  /**
   * Returns the timing of even notes in this piece: its prevailing note value, its median velocity
   * and its first tempo. A note's value is the common one (down to 1/32, and triplets of eighths
   * and sixteenths) nearest to the time until the next onset. Percussion does not count.
   */
  public EvenTiming timing() {
    List<Integer> velocities = tune.notes().stream().map(Note::velocity).sorted().toList();
    int tempo =
        original.tempos().isEmpty()
            ? EvenTiming.DEFAULT.microsecondsPerQuarter()
            : original.tempos().get(0).microsecondsPerQuarter();
    return new EvenTiming(
        ticksPerQuarter, prevailingTicks(), tempo, velocities.get(velocities.size() / 2));
  }

  private int prevailingTicks() {
    Map<Integer, Long> counts = new TreeMap<>();
    List<Long> onsets = tune.notes().stream().map(Note::onsetTicks).distinct().toList();
    for (int i = 1; i < onsets.size(); i++) {
      counts.merge(nearestValue(onsets.get(i) - onsets.get(i - 1)), 1L, Long::sum);
    }
    // Of ties the longer one.
    return counts.entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(ticksPerQuarter);
  }

  /** Returns the note value, in ticks, with the ratio nearest to 1. */
  private int nearestValue(long ticks) {
    int whole = QUARTERS_IN_WHOLE * ticksPerQuarter;
    return NOTE_VALUES.stream()
        .filter(value -> whole % value == 0)
        .map(value -> whole / value)
        .min(Comparator.comparingDouble(value -> Math.abs(Math.log((double) ticks / value))))
        .orElseThrow();
  }

  /**
   * Returns this piece and, from the first bar line after its last note ends, another's notes in a
   * track of their own. Tracks, tempos and signatures stay as they were. The new notes play on the
   * channel that most notes have, of those that are read, with its last program; an onset ends a
   * sounding note of the same key. Pedals that are still down are released where the new notes
   * begin, and move no more but as those say.
   *
   * @param continuation in ticks per quarter note, perhaps another number of them
   */
  public Piece append(Piece continuation) {
    int otherTicks = ((Division.Metrical) continuation.division()).ticksPerQuarter();
    double scale = (double) ticksPerQuarter / otherTicks;
    long start = nextBar();
    return append(continuation, tick -> start + Math.round(tick * scale));
  }

  /**
   * Returns this piece and another's notes and pedal in a track of their own, each when it sounds
   * there, whatever the tempos of the two. Otherwise as {@link #append(Piece)}.
   *
   * @param written this piece as its tokens have it. Where it sounds less long, as without long
   *     silences, some tracks or the pedal, the continuation begins later by as much
   * @param seconds the time from the start of what is written to the continuation, at least 0
   */
  Piece append(Piece continuation, Piece written, double seconds) {
    Timeline own = Timeline.of(original);
    Timeline other = Timeline.of(continuation);
    double longer = soundEnd(original) - soundEnd(written);
    double start = seconds + Math.max(0, longer);
    return append(continuation, tick -> own.nearestTick(start + other.seconds(tick)));
  }

  private static double soundEnd(Piece piece) {
    return Timeline.of(piece).seconds(piece.sustained().endTicks());
  }

  /**
   * Appends another piece.
   *
   * @param place returns the tick here of a tick there
   */
  private Piece append(Piece continuation, LongUnaryOperator place) {
    long start = place.applyAsLong(0);
    PortChannel channel = mostCommonChannel();
    List<Note> notes = new ArrayList<>();
    long[] nextOnset = new long[Note.PITCHES];
    Arrays.fill(nextOnset, Long.MAX_VALUE);
    List<Note> added = continuation.notes();
    for (int i = added.size() - 1; i >= 0; i--) {
      Note note = added.get(i);
      long onset = place.applyAsLong(note.onsetTicks());
      // In coarse ticks several onsets of a key may fall on the same tick; one of them is kept.
      if (onset < nextOnset[note.pitch()]) {
        long end = Math.min(nextOnset[note.pitch()], place.applyAsLong(note.endTicks()));
        long length = Math.max(1, end - onset);
        notes.add(new Note(onset, length, note.pitch(), note.velocity(), channel.number()));
        nextOnset[note.pitch()] = onset;
      }
    }
    Collections.reverse(notes);
    List<ControlChange> controls =
        continuation.controls().stream()
            .map(
                change ->
                    new ControlChange(
                        place.applyAsLong(change.tick()),
                        channel.number(),
                        change.controller(),
                        change.value()))
            .toList();
    List<Track> tracks = new ArrayList<>();
    original.tracks().forEach(track -> tracks.add(released(track, start)));
    tracks.add(new Track(TRACK, channel.port(), notes, program(channel, start), controls));
    return original.withTracks(tracks);
  }

  /** Returns the first bar line that is not before the end of the sound, as pedals hold it. */
  private long nextBar() {
    long end = original.sustained().endTicks();
    TimeSignature signature = new TimeSignature(0, 4, 4);
    for (TimeSignature later : original.timeSignatures()) {
      signature = later.tick() < end ? later : signature;
    }
    double bar =
        (double) QUARTERS_IN_WHOLE
            * ticksPerQuarter
            * signature.numerator()
            / signature.denominator();
    double bars = Math.ceil((end - signature.tick()) / bar);
    return signature.tick() + Math.round(bars * bar);
  }

  private PortChannel mostCommonChannel() {
    Map<PortChannel, Integer> counts = new LinkedHashMap<>();
    for (Track track : tune.tracks()) {
      track.notes().forEach(note -> counts.merge(track.channel(note.channel()), 1, Math::addExact));
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<PortChannel, Integer>comparingByValue()
                .thenComparing(count -> count.getKey().port())
                .thenComparing(count -> count.getKey().number()))
        .orElseThrow()
        .getKey();
  }

  private List<ProgramChange> program(PortChannel channel, long start) {
    return original.tracks().stream()
        .filter(track -> track.port() == channel.port())
        .map(Track::programs)
        .flatMap(List::stream)
        .filter(program -> program.channel() == channel.number())
        .max(Comparator.comparingLong(ProgramChange::tick))
        .map(last -> List.of(new ProgramChange(start, channel.number(), last.program())))
        .orElse(List.of());
  }

  /** Returns a track whose sustain pedals move up to a tick, at which those that are down go up. */
  private static Track released(Track track, long tick) {
    Map<Integer, ControlChange> last = new TreeMap<>();
    List<ControlChange> controls = new ArrayList<>();
    for (ControlChange change : track.controls()) {
      if (!change.isSustainPedal()) {
        controls.add(change);
      } else if (change.tick() < tick) {
        controls.add(change);
        last.put(change.channel(), change);
      }
    }
    last.values().stream()
        .filter(ControlChange::isDown)
        .map(move -> ControlChange.sustainPedal(tick, move.channel(), false))
        .forEach(controls::add);
    controls.sort(Comparator.comparingLong(ControlChange::tick));
    return track.withControls(controls);
  }
}
