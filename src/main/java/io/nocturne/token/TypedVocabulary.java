package io.nocturne.token;

import io.nocturne.music.PitchName;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A vocabulary whose tokens are events: each has a type and a value.
 *
 * @param <T> the types
 */
abstract class TypedVocabulary<T extends Enum<T>> {

  /** An event that has a token. */
  record TypedEvent<T>(T type, int value) {}

  private final List<TypedEvent<T>> events;
  private final Map<TypedEvent<T>, Integer> ids = new HashMap<>();
  private final Set<T> types;
  private final Vocabulary vocabulary;
  private final int end;

  /**
   * Creates a vocabulary.
   *
   * @param listing all tokens but the special ones, which are added to it
   * @param special the type of special tokens, whose values are their ids
   */
  TypedVocabulary(EventListing<T> listing, T special) {
    SpecialTokens.ALL.forEach(token -> listing.add(special, listing.events.size(), token));
    this.events = List.copyOf(listing.events);
    for (int id = 0; id < events.size(); id++) {
      ids.put(events.get(id), id);
    }
    this.types = EnumSet.copyOf(events.stream().map(TypedEvent::type).toList());
    this.vocabulary = new Vocabulary(listing.names);
    this.end = vocabulary.eosId().orElseThrow();
  }

  /** Events and the names of their tokens, in the order of their ids. */
  static final class EventListing<T> {
    private final List<TypedEvent<T>> events = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    void add(T type, int value, String name) {
      events.add(new TypedEvent<>(type, value));
      names.add(name);
    }

    /** Adds an event for each key of the piano. */
    void addPitches(T type, String prefix) {
      IntStream.rangeClosed(Keyboard.MIN_PITCH, Keyboard.MAX_PITCH)
          .forEach(pitch -> add(type, pitch, prefix + PitchName.of(pitch)));
    }

    void addVelocities(T type, VelocityBins bins) {
      bins.velocities().forEach(value -> add(type, value, "Velocity_" + value));
    }
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Returns how many tokens there are. */
  int size() {
    return events.size();
  }

  /** Returns whether there are tokens of a type. */
  boolean has(T type) {
    return types.contains(type);
  }

  /** Returns the event of an id. */
  TypedEvent<T> event(int id) {
    return events.get(id);
  }

  /** Returns the id of an event that there is. */
  int id(T type, int value) {
    Integer id = ids.get(new TypedEvent<>(type, value));
    if (id == null) {
      throw new IllegalArgumentException("there is no event " + type + " of " + value);
    }
    return id;
  }

  /** Returns the ids of the events that meet a condition. */
  BitSet ids(Predicate<TypedEvent<T>> condition) {
    BitSet met = new BitSet(events.size());
    for (int id = 0; id < events.size(); id++) {
      met.set(id, condition.test(events.get(id)));
    }
    return met;
  }

  /** Returns whether an id is that of {@code <eos>}. */
  boolean isEnd(int id) {
    return id == end;
  }

  /** Returns the value of an id in a list, which is empty if the id is of another type. */
  List<Integer> values(int id, T type) {
    TypedEvent<T> event = event(id);
    return event.type() == type ? List.of(event.value()) : List.of();
  }

  /**
   * Returns the id of an event some semitones higher.
   *
   * @param pitched the types whose values are pitches; an event of another type stays as it is
   * @return empty if that is not a key of the piano
   */
  OptionalInt transposed(int id, int semitones, Set<T> pitched) {
    TypedEvent<T> event = event(id);
    if (!pitched.contains(event.type())) {
      return OptionalInt.of(id);
    }
    int moved = event.value() + semitones;
    return Keyboard.has(moved) ? OptionalInt.of(id(event.type(), moved)) : OptionalInt.empty();
  }

  /** Returns what precedes the value in a token's name, such as {@code Pitch} in Pitch_E4. */
  String typeName(int id) {
    return vocabulary.token(id).split("_", 2)[0];
  }
}
