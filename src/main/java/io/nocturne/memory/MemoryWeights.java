package io.nocturne.memory;

import io.nocturne.base.Require;
import io.nocturne.model.MemoryTables.GateTable;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The weights of network and memory: those of a {@link Gate}, which gives each suggested token its
 * odds, and how far these count where a piece has come three times in a row to the same passage,
 * which music seldom does once more.
 *
 * @param hidden for each hidden unit, the weights of its inputs and its bias
 * @param output the weight of each hidden unit and the bias
 * @param loops scales the trust in the memory in loops, 0 to 1
 */
public record MemoryWeights(List<List<Double>> hidden, List<Double> output, double loops) {
  /** Not fitted: a piece may leave a loop at any time, but must not stay in one. */
  private static final double LOOPS = 0.2;

  private static final double STEPS = 100_000;

  public MemoryWeights {
    hidden = hidden.stream().map(List::copyOf).toList();
    output = List.copyOf(output);
    for (List<Double> unit : hidden) {
      requireSize("weights of a hidden unit", unit, Gate.WIDTH);
    }
    requireSize("weights of the output", output, hidden.size() + 1);
    Require.share("trust in loops", loops);
  }

  private static void requireSize(String name, List<Double> values, int size) {
    if (values.size() != size || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "%s must be %d finite numbers, were %s".formatted(name, size, values));
    }
  }

  /** Returns weights that were not fitted to anything: the odds of each token are even. */
  static MemoryWeights unfitted() {
    return new MemoryWeights(
        List.of(Collections.nCopies(Gate.WIDTH, 0.0)), List.of(0.0, 0.0), LOOPS);
  }

  /** Fits weights to observed tokens. */
  static MemoryWeights fit(List<Observation> observations) {
    List<Observation> straight =
        observations.stream().filter(one -> one.isSuggested() && !one.isLoop()).toList();
    return straight.isEmpty() ? unfitted() : of(GateFitter.fit(straight), GateFitter.UNITS);
  }

  private static MemoryWeights of(double[] weights, int units) {
    List<Double> rounded =
        DoubleStream.of(weights).mapToObj(one -> Math.rint(one * STEPS) / STEPS).toList();
    List<List<Double>> hidden =
        IntStream.range(0, units)
            .mapToObj(unit -> rounded.subList(unit * Gate.WIDTH, (unit + 1) * Gate.WIDTH))
            .toList();
    return new MemoryWeights(hidden, rounded.subList(units * Gate.WIDTH, rounded.size()), LOOPS);
  }

  Gate gate() {
    return new Gate(
        DoubleStream.concat(
                hidden.stream().flatMap(List::stream).mapToDouble(Double::doubleValue),
                output.stream().mapToDouble(Double::doubleValue))
            .toArray(),
        hidden.size());
  }

  /** Returns the weights as a table for a graph. */
  GateTable table() {
    return new GateTable(
        hidden.stream().map(MemoryWeights::floats).toArray(float[][]::new),
        floats(output),
        (float) loops);
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }
}
