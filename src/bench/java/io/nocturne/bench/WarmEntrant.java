package io.nocturne.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** A worker that stays and does its task round after round; it measures the time itself. */
final class WarmEntrant implements Entrant {
  private static final int MAX_REPETITIONS = 1_000_000;

  private final Dialogue dialogue;
  private final Facts facts;

  private WarmEntrant(Dialogue dialogue, Facts facts) {
    this.dialogue = dialogue;
    this.facts = facts;
  }

  /** Starts a worker and waits until it is ready. */
  static Entrant open(Worker worker, Path log, Duration limit)
      throws ContestantException, InterruptedException {
    Dialogue dialogue = Dialogue.begin(worker, log, limit);
    try {
      return new WarmEntrant(dialogue, dialogue.prepare(worker));
    } catch (ContestantException | InterruptedException | RuntimeException e) {
      dialogue.child().kill();
      dialogue.close();
      throw e;
    }
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public Sample round(int repetitions) throws ContestantException, InterruptedException {
    return dialogue.round(repetitions);
  }

  @Override
  public int mostRepetitions() {
    return MAX_REPETITIONS;
  }

  @Override
  public OptionalLong peakMemoryBytes() {
    return dialogue.child().peakBytes();
  }

  @Override
  public void close() {
    dialogue.close();
  }
}
