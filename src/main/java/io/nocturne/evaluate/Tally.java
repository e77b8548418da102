package io.nocturne.evaluate;

/** {@link Metrics} in the making. */
final class Tally {
  private long targets;
  private long notes;
  private double nats;
  private long correct;
  private long amongFive;

  void add(Score score, int struck) {
    targets++;
    notes += struck;
    nats += score.nats();
    correct += score.rank() == 0 ? 1 : 0;
    amongFive += score.rank() < Metrics.FIVE ? 1 : 0;
  }

  Metrics measures() {
    return new Metrics(targets, notes, nats, correct, amongFive);
  }
}
