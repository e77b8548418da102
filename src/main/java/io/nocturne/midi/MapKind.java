package io.nocturne.midi;

import io.nocturne.music.KeySignature;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One kind of what holds for all tracks that sound together: tempos, time signatures or key
 * signatures.
 *
 * <p>The standard wants them in the first track of a file of format 1. Many files have them in
 * others, and say the same in each; where tracks disagree, the first one counts.
 *
 * @param plural what messages call it
 * @param events what a track has of it, by tick
 * @param tick of an event
 * @param meaning of an event, without its tick
 */
record MapKind<T>(
    String plural,
    Function<TrackContent, List<MapEvent<T>>> events,
    ToLongFunction<T> tick,
    Function<T, Object> meaning) {

  static final MapKind<Tempo> TEMPOS =
      new MapKind<>(
          "tempos", content -> content.tempos, Tempo::tick, Tempo::microsecondsPerQuarter);

  static final MapKind<TimeSignature> TIME_SIGNATURES =
      new MapKind<>(
          "time signatures",
          content -> content.timeSignatures,
          TimeSignature::tick,
          signature -> List.of(signature.numerator(), signature.denominator()));

  static final MapKind<KeySignature> KEY_SIGNATURES =
      new MapKind<>(
          "key signatures",
          content -> content.keySignatures,
          KeySignature::tick,
          signature -> List.of(signature.sharps(), signature.mode()));

  /**
   * Returns the events that count, by tick, at most one at a tick; what does not count is reported.
   */
  List<T> of(List<TrackContent> tracks, Diagnostics findings) throws MidiException {
    TreeMap<Long, T> map = new TreeMap<>();
    boolean firstHasIt = !tracks.isEmpty() && !events.apply(tracks.get(0)).isEmpty();
    for (TrackContent track : tracks) {
      boolean counts = !firstHasIt || map.isEmpty();
      Occurrences leftOut = new Occurrences();
      for (Map.Entry<Long, MapEvent<T>> event : ofTrack(track, findings).entrySet()) {
        T value = event.getValue().value();
        if (counts && !map.containsKey(event.getKey())) {
          map.put(event.getKey(), value);
        } else if (!isInForce(map, event.getKey(), value)) {
          leftOut.add(event.getValue().offset());
        }
      }
      if (leftOut.count() > 0) {
        findings.report(
            track.number,
            leftOut.first(),
            "track %d has other %s than the tracks before; %s left out"
                .formatted(track.number, plural, Diagnostics.counted(leftOut.count(), "event")));
      }
    }
    return List.copyOf(map.values());
  }

  /** Keeps the last of several events at one tick, as a player does that goes through them. */
  private Map<Long, MapEvent<T>> ofTrack(TrackContent track, Diagnostics findings)
      throws MidiException {
    TreeMap<Long, MapEvent<T>> own = new TreeMap<>();
    Occurrences replaced = new Occurrences();
    for (MapEvent<T> event : events.apply(track)) {
      MapEvent<T> before = own.put(tick.applyAsLong(event.value()), event);
      if (before != null && !means(before.value(), event.value())) {
        replaced.add(event.offset());
      }
    }
    if (replaced.count() > 0) {
      findings.report(
          track.number,
          replaced.first(),
          "track %d has several %s at one tick; the last counts".formatted(track.number, plural));
    }
    return own;
  }

  private boolean isInForce(TreeMap<Long, T> map, long at, T value) {
    Map.Entry<Long, T> inForce = map.floorEntry(at);
    return inForce != null && means(inForce.getValue(), value);
  }

  private boolean means(T one, T other) {
    return meaning.apply(one).equals(meaning.apply(other));
  }
}
