package io.nocturne.token;

import io.nocturne.music.PitchName;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.GridPiece.BarSignature;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.Tokenizer.BarTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The events of {@link EventTokenizer} and their ids; fixed by its options. */
final class EventVocabulary {
  // The longest note and the longest time shift. Of the NIFC's Chopin 0.05 % of notes are longer.
  private static final int MAX_QUARTERS = 8;

  /** The types of events. */
  enum EventType {
    /** A bar begins. */
    BAR,
    /** Its time signature; the value is its place in {@link BarSignature#all}. */
    SIGNATURE,
    /** Time in the bar, in units. */
    POSITION,
    /** Time since the notes before, in units. */
    SHIFT,
    /** A note's MIDI pitch. */
    PITCH,
    /** The MIDI velocity of a note. */
    VELOCITY,
    /** Its length in units. */
    DURATION,
    /** {@code <pad>}, {@code <bos>} or {@code <eos>}; the value is the id. */
    SPECIAL
  }

  /** A token. */
  record EventToken(EventType kind, int value) {}

  private final Grid grid;
  private final List<BarSignature> signatures;
  private final List<EventToken> events = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<EventToken, Integer> ids = new HashMap<>();
  private final Vocabulary vocabulary;
  private final int end;
  private final boolean velocities;

  EventVocabulary(Grid grid, Time time, VelocityBins velocityBins) {
    this.grid = grid;
    this.signatures = BarSignature.all(grid);
    int units = grid.units();
    switch (time) {
      case POSITION -> addBars();
      case SHIFT ->
          IntStream.rangeClosed(1, MAX_QUARTERS * units)
              .filter(this::isDistance)
              .forEach(shift -> add(EventType.SHIFT, shift, "TimeShift_" + grid.quarters(shift)));
    }
    IntStream.rangeClosed(Keyboard.MIN_PITCH, Keyboard.MAX_PITCH)
        .forEach(pitch -> add(EventType.PITCH, pitch, "Pitch_" + PitchName.of(pitch)));
    velocityBins.velocities().forEach(value -> add(EventType.VELOCITY, value, "Velocity_" + value));
    grid.places(1, MAX_QUARTERS * units + 1)
        .forEach(length -> add(EventType.DURATION, length, "Duration_" + grid.quarters(length)));
    SpecialTokens.ALL.forEach(mark -> add(EventType.SPECIAL, names.size(), mark));
    this.vocabulary = new Vocabulary(names);
    this.end = vocabulary.eosId().orElseThrow();
    this.velocities = velocityBins.bins().isPresent();
  }

  private void addBars() {
    add(EventType.BAR, 0, "Bar");
    for (int i = 0; i < signatures.size(); i++) {
      add(EventType.SIGNATURE, i, "TimeSig_" + signatures.get(i).label());
    }
    int longest = signatures.stream().mapToInt(one -> one.units(grid)).max().orElseThrow();
    grid.places(0, longest)
        .forEach(place -> add(EventType.POSITION, place, "Position_" + grid.quarters(place)));
  }

  /** Returns whether two places of the grid have this distance. */
  private boolean isDistance(int units) {
    return grid.places(0, grid.units()).stream().anyMatch(place -> grid.holds(place + units));
  }

  private void add(EventType kind, int value, String name) {
    EventToken event = new EventToken(kind, value);
    ids.put(event, events.size());
    events.add(event);
    names.add(name);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Grid grid() {
    return grid;
  }

  List<BarSignature> signatures() {
    return signatures;
  }

  /** Returns how many tokens there are. */
  int size() {
    return events.size();
  }

  /** Returns the event of an id. */
  EventToken event(int id) {
    return events.get(id);
  }

  /** Returns the id of an event that there is. */
  int id(EventType kind, int value) {
    Integer id = ids.get(new EventToken(kind, value));
    if (id == null) {
      throw new IllegalArgumentException("there is no event " + kind + " of " + value);
    }
    return id;
  }

  /** Returns the longest duration and the longest time shift, in units. */
  int maxDuration() {
    return MAX_QUARTERS * grid.units();
  }

  /** Returns whether an id is that of {@code <eos>}. */
  boolean isEnd(int id) {
    return id == end;
  }

  boolean hasBars() {
    return ids.containsKey(new EventToken(EventType.BAR, 0));
  }

  /** Returns the tokens of bars, if there are any. */
  Optional<BarTokens> bars() {
    if (!hasBars()) {
      return Optional.empty();
    }
    Set<Integer> signatureIds =
        IntStream.range(0, signatures.size())
            .mapToObj(place -> id(EventType.SIGNATURE, place))
            .collect(Collectors.toSet());
    return Optional.of(new BarTokens(id(EventType.BAR, 0), signatureIds));
  }

  boolean hasVelocities() {
    return velocities;
  }

  /** Returns a bar's length in units, of a signature's place among all. */
  int barUnits(int signature) {
    return signatures.get(signature).units(grid);
  }
}
