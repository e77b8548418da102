package io.nocturne.compose;

import io.nocturne.generate.Generator.CarriedModel;
import io.nocturne.generate.Generator.CarriedReading;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.RecurrentNetwork;

/** A trained network that reads forward, as a model that carries its state. */
final class CarriedNetwork implements CarriedModel {
  private final ModelSpec spec;
  private final RecurrentNetwork network;

  CarriedNetwork(InferenceModel model) {
    spec = model.spec();
    network = model.recurrence();
  }

  @Override
  public float[] start() {
    return network.start();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A stateful training begins each piece with one pad. A network that was trained on windows
   * begins with a full one, as when its windows are read one by one.
   */
  @Override
  public int leadingPads(int primerLength) {
    return spec.stateful() ? 1 : Math.max(0, spec.window() - primerLength);
  }

  @Override
  public CarriedReading read(float[][] states, int[] tokens) {
    RecurrentNetwork.Reading reading = network.read(states, tokens);
    return new CarriedReading(reading.logits(), reading.states());
  }
}
