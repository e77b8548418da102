package io.nocturne.evaluate;

/** {@link Measures} in the making. */
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
    amongFive += score.rank() < Measures.FIVE ? 1 : 0;
  }

  Measures measures() {
    return new Measures(targets, notes, nats, correct, amongFive);
  }
}
