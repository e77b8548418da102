package io.nocturne.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A worker that is started again for every round: from the start of its process to its first
 * result, everything included.
 */
final class ColdEntrant implements Entrant {
  private static final double NANO = 1e-9;

  private final Worker worker;
  private final Path log;
  private final Duration limit;
  private Facts facts = Facts.NONE;
  private OptionalLong peak = OptionalLong.empty();

  ColdEntrant(Worker worker, Path log, Duration limit) {
    this.worker = worker;
    this.log = log;
    this.limit = limit;
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public Sample round(int repetitions) throws ContestantException, InterruptedException {
    long start = System.nanoTime();
    try (Dialogue dialogue = Dialogue.begin(worker, log, limit)) {
      try {
        facts = dialogue.prepare(worker);
        dialogue.round(repetitions);
        double seconds = (System.nanoTime() - start) * NANO;
        peak = dialogue.child().peakBytes();
        return new Sample(seconds, repetitions);
      } catch (ContestantException e) {
        dialogue.child().kill();
        throw e;
      }
    }
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
}
