package io.nocturne.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A command line: from the start of its process to its end. */
final class ProgramEntrant implements Entrant {
  private static final double NANO = 1e-9;
  private static final long LOOK_EVERY_MILLIS = 10;

  private final List<String> command;
  private final Path log;
  private final Duration limit;
  private OptionalLong peak = OptionalLong.empty();

  ProgramEntrant(List<String> command, Path log, Duration limit) {
    this.command = List.copyOf(command);
    this.log = log;
    this.limit = limit;
  }

  @Override
  public Facts facts() {
    return Facts.NONE;
  }

  @Override
  public Sample round(int repetitions) throws ContestantException, InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      run();
    }
    return new Sample((System.nanoTime() - start) * NANO, repetitions);
  }

  @Override
  public int mostRepetitions() {
    return 1;
  }

  @Override
  public OptionalLong peakMemoryBytes() {
    return peak;
  }

  @Override
  public void close() {
    // Each round has ended its own process.
  }

  private void run() throws ContestantException, InterruptedException {
    try (Child child = Child.start(command, log, ProcessBuilder.Redirect.DISCARD)) {
      long deadline = System.nanoTime() + limit.toNanos();
      while (!child.process().waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        child.observeMemory();
        if (System.nanoTime() > deadline) {
          child.kill();
          throw new ContestantException("did not end within %d s".formatted(limit.toSeconds()));
        }
      }
      if (child.process().exitValue() != 0) {
        throw new ContestantException(
            "ended with %d: %s".formatted(child.process().exitValue(), child.lastWords()));
      }
      if (child.peakBytes().isPresent()) {
        peak = child.peakBytes();
      }
    }
  }
}
