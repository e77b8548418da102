package io.nocturne.evaluate.page;

import io.nocturne.evaluate.music.Distribution;
import io.nocturne.music.PitchName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The labels of a histogram's bins and the order in which they are shown. */
final class HistogramBins {
  private static final int MIDDLE_C = 60;

  private static final Map<Double, String> NOTE_VALUES =
      Map.ofEntries(
          Map.entry(4.0, "whole"),
          Map.entry(3.0, "half, dotted"),
          Map.entry(2.0, "half"),
          Map.entry(1.5, "quarter, dotted"),
          Map.entry(4 / 3.0, "half, triplet"),
          Map.entry(1.0, "quarter"),
          Map.entry(0.75, "eighth, dotted"),
          Map.entry(2 / 3.0, "quarter, triplet"),
          Map.entry(0.5, "eighth"),
          Map.entry(0.375, "16th, dotted"),
          Map.entry(1 / 3.0, "eighth, triplet"),
          Map.entry(0.25, "16th"));

  private HistogramBins() {}

  /** Returns the bins in display order: pitch classes from C, note values from the longest. */
  static List<Integer> order(Distribution distribution) {
    return switch (distribution) {
      case PITCH_CLASS_HISTOGRAM -> IntStream.range(0, 12).boxed().toList();
      case NOTE_LENGTH_HISTOGRAM, INTER_ONSET_HISTOGRAM -> {
        List<Double> values = Distribution.noteValues();
        yield IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparing(values::get, Comparator.reverseOrder()))
            .toList();
      }
      case PITCH_CLASS_TRANSITION_MATRIX ->
          throw new IllegalArgumentException("distribution must be a histogram, was a matrix");
    };
  }

  /** Returns the labels of the bins, in display order. */
  static List<String> labels(Distribution distribution) {
    return order(distribution).stream()
        .map(
            place ->
                distribution == Distribution.PITCH_CLASS_HISTOGRAM
                    ? PitchName.of(MIDDLE_C + place).replaceAll("[0-9]", "")
                    : NOTE_VALUES.get(Distribution.noteValues().get(place)))
        .toList();
  }
}
