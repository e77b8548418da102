package io.nocturne.cli.console;

import io.nocturne.cli.console.Console.ProgressDisplay;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Prints progress as lines, for logs: one every ten seconds, so short work prints none. */
final class LineProgress implements ProgressDisplay {

  private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final Console console;
  private final String task;
  private final OptionalLong total;
  private final String unit;
  private final LongSupplier nanoClock;
  private final long start;
  private long last;

  LineProgress(
      Console console, String task, OptionalLong total, String unit, LongSupplier nanoClock) {
    this.console = console;
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.last = start;
  }

  @Override
  public synchronized void update(long done, String detail) {
    long now = nanoClock.getAsLong();
    if (now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    String left = "";
    if (done > 0 && done < total.orElse(0)) {
      double nanos = (double) (now - start) / done * (total.getAsLong() - done);
      left = ", " + Durations.words(Duration.ofNanos((long) nanos)) + " left";
    }
    String of = total.isPresent() ? " of %,d".formatted(total.getAsLong()) : "";
    console.note(
        "%s: %,d%s %s%s%s"
            .formatted(task, done, of, unit, left, detail.isEmpty() ? "" : "; " + detail));
  }

  @Override
  public void close() {}
}
