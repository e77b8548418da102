package io.nocturne.model;

/**
 * A bidirectional GRU layer in plain Java, as NVIDIA's cuDNN documentation writes it down
 * (CUDNN_GRU in the description of cudnnRNNMode_t), on one flat array of parameters.
 *
 * <p>i is the update gate, r the reset gate, h' the new gate:
 *
 * <pre>
 * i(t) = σ(W_i x(t) + R_i h(t-1) + b_Wi + b_Ri)
 * r(t) = σ(W_r x(t) + R_r h(t-1) + b_Wr + b_Rr)
 * h'(t) = tanh(W_h x(t) + r(t) ∘ (R_h h(t-1) + b_Rh) + b_Wh)
 * h(t) = (1 - i(t)) ∘ h'(t) + i(t) ∘ h(t-1)
 * </pre>
 *
 * <p>Linear layers 0 to 2 are W of r, i, h', and 3 to 5 are R of r, i, h'; each matrix is row-major
 * with a row for each output. The biases follow all matrices.
 */
final class CudnnReference {
  private static final int RESET = 0;
  private static final int UPDATE = 1;
  private static final int NEW = 2;

  private final int inputs;
  private final int units;
  private final float[] parameters;

  CudnnReference(int inputs, int units, float[] parameters) {
    this.inputs = inputs;
    this.units = units;
    this.parameters = parameters.clone();
  }

  /** Both directions' states, [T][2H], for the sequence x, [T][D]. */
  double[][] outputs(double[][] x) {
    double[][] outputs = new double[x.length][2 * units];
    for (int direction = 0; direction < 2; direction++) {
      double[] state = new double[units];
      for (int step = 0; step < x.length; step++) {
        int at = direction == 0 ? step : x.length - 1 - step;
        state = next(direction, x[at], state);
        System.arraycopy(state, 0, outputs[at], direction * units, units);
      }
    }
    return outputs;
  }

  private double[] next(int direction, double[] x, double[] before) {
    double[] state = new double[units];
    for (int unit = 0; unit < units; unit++) {
      double reset = sigmoid(sum(direction, RESET, unit, x, before));
      double update = sigmoid(sum(direction, UPDATE, unit, x, before));
      double candidate =
          Math.tanh(
              ofInput(direction, NEW, unit, x) + reset * ofState(direction, NEW, unit, before));
      state[unit] = (1 - update) * candidate + update * before[unit];
    }
    return state;
  }

  private double sum(int direction, int gate, int unit, double[] x, double[] before) {
    return ofInput(direction, gate, unit, x) + ofState(direction, gate, unit, before);
  }

  private double ofInput(int direction, int gate, int unit, double[] x) {
    int start = direction * matrices() + (gate * units + unit) * inputs;
    return bias(direction, gate, unit) + product(start, x);
  }

  private double ofState(int direction, int gate, int unit, double[] before) {
    int start = direction * matrices() + 3 * units * inputs + (gate * units + unit) * units;
    return bias(direction, 3 + gate, unit) + product(start, before);
  }

  private double product(int start, double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += parameters[start + i] * values[i];
    }
    return sum;
  }

  private double bias(int direction, int linearLayer, int unit) {
    return parameters[2 * matrices() + (direction * 6 + linearLayer) * units + unit];
  }

  /** Numbers in one direction's matrices. */
  private int matrices() {
    return 3 * units * (inputs + units);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
