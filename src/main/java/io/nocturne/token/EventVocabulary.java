package io.nocturne.token;

import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.GridPiece.BarSignature;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.EventVocabulary.EventType;
import io.nocturne.token.Tokenizer.BarTokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The events of {@link EventTokenizer} and their ids; fixed by its options. */
final class EventVocabulary extends TypedVocabulary<EventType> {
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

  private final Grid grid;
  private final List<BarSignature> signatures;

  EventVocabulary(Grid grid, Time time, VelocityBins velocityBins) {
    super(listing(grid, time, velocityBins), EventType.SPECIAL);
    this.grid = grid;
    this.signatures = BarSignature.all(grid);
  }

  private static EventListing<EventType> listing(Grid grid, Time time, VelocityBins bins) {
    EventListing<EventType> listing = new EventListing<>();
    int longest = MAX_QUARTERS * grid.units();
    switch (time) {
      case POSITION -> addBars(grid, listing);
      case SHIFT ->
          IntStream.rangeClosed(1, longest)
              .filter(units -> isDistance(units, grid))
              .forEach(
                  shift ->
                      listing.add(EventType.SHIFT, shift, "TimeShift_" + grid.quarters(shift)));
    }
    listing.addPitches(EventType.PITCH, "Pitch_");
    listing.addVelocities(EventType.VELOCITY, bins);
    grid.places(1, longest + 1)
        .forEach(
            length -> listing.add(EventType.DURATION, length, "Duration_" + grid.quarters(length)));
    return listing;
  }

  private static void addBars(Grid grid, EventListing<EventType> listing) {
    listing.add(EventType.BAR, 0, "Bar");
    List<BarSignature> signatures = BarSignature.all(grid);
    for (int i = 0; i < signatures.size(); i++) {
      listing.add(EventType.SIGNATURE, i, "TimeSig_" + signatures.get(i).label());
    }
    int longest = signatures.stream().mapToInt(one -> one.units(grid)).max().orElseThrow();
    grid.places(0, longest)
        .forEach(
            place -> listing.add(EventType.POSITION, place, "Position_" + grid.quarters(place)));
  }

  /** Returns whether two places of the grid have this distance. */
  private static boolean isDistance(int units, Grid grid) {
    return grid.places(0, grid.units()).stream().anyMatch(place -> grid.holds(place + units));
  }

  Grid grid() {
    return grid;
  }

  List<BarSignature> signatures() {
    return signatures;
  }

  /** Returns the longest duration and the longest time shift, in units. */
  int maxDuration() {
    return MAX_QUARTERS * grid.units();
  }

  /** Returns the tokens of bars, if there are any. */
  Optional<BarTokens> bars() {
    if (!has(EventType.BAR)) {
      return Optional.empty();
    }
    Set<Integer> signatureIds =
        IntStream.range(0, signatures.size())
            .mapToObj(place -> id(EventType.SIGNATURE, place))
            .collect(Collectors.toSet());
    return Optional.of(new BarTokens(id(EventType.BAR, 0), signatureIds));
  }

  /** Returns a bar's length in units, of a signature's place among all. */
  int barUnits(int signature) {
    return signatures.get(signature).units(grid);
  }
}
