package io.nocturne.bench.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Samples what the process holds at even distances of work, and prints each sample. */
final class Recorder {
  private static final int SAMPLES = 100;

  private final double all;
  private final PrintStream out;
  private final List<Holdings> samples = new ArrayList<>();

  /** Creates a recorder of an amount of work, in calls or minutes. */
  Recorder(String unit, double all, PrintStream out) {
    this.all = all;
    this.out = out;
    row(unit, Arrays.stream(Holding.values()).map(Holding::label).toList());
  }

  /** Takes a sample if it is time for one. */
  void at(double done) throws IOException {
    if (done >= (samples.size() + 1) * all / SAMPLES) {
      Holdings now = Holdings.now(done);
      samples.add(now);
      row(number(done), cells(holding -> holding.of(now)));
    }
  }

  /** Prints the trends and returns whether all are flat. */
  boolean isFlat() {
    row("rise", cells(holding -> Trend.of(holding, samples).rise()));
    row("at most", cells(Holding::limit));
    return Arrays.stream(Holding.values())
        .map(holding -> Trend.of(holding, samples))
        .allMatch(Trend::isFlat);
  }

  private static List<String> cells(ToDoubleFunction<Holding> amount) {
    return Arrays.stream(Holding.values())
        .map(holding -> number(holding.inUnits(amount.applyAsDouble(holding))))
        .toList();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }

  private void row(String first, List<String> cells) {
    out.println(
        String.format(Locale.ROOT, "%10s", first)
            + cells.stream()
                .map(cell -> String.format(Locale.ROOT, "%14s", cell))
                .collect(Collectors.joining()));
  }
}
