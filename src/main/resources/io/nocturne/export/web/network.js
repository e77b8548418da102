// The network of a run: an embedding, GRU layers as Keras has them (reset_after, gates z, r, h) and
// a dense layer. A network that reads forward reads each token once and keeps its state; one that
// reads in both directions reads a window for each token.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { Kernel } = nocturne;
  const GATES = 3;

  const sigmoid = (x) => 1 / (1 + Math.exp(-x));

  /** Returns the weights by name, each { values, shape }. */
  function decoded({ list, base64 }) {
    const letters = atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
    const numbers = new Float32Array(bytes.buffer); // Little-endian, as every browser's machine is.
    const byName = new Map();
    let start = 0;
    for (const { name, shape } of list) {
      const end = start + shape.reduce((product, size) => product * size, 1);
      byName.set(name, { values: numbers.subarray(start, end), shape });
      start = end;
    }
    return byName;
  }

  /** One direction of a layer. */
  class Direction {
    constructor(kernel, weights, name, units) {
      const matrix = (key) => {
        const { values, shape } = weights.get(`${name}/${key}`);
        return kernel.matrix(values, ...shape);
      };
      this.units = units;
      this.kernel = kernel;
      this.input = matrix("kernel");
      this.recurrent = matrix("recurrent_kernel");
      const bias = weights.get(`${name}/bias`).values;
      this.inputBias = bias.subarray(0, GATES * units);
      this.recurrentBias = bias.subarray(GATES * units);
      this.fromInput = kernel.array(GATES * units);
      this.fromState = kernel.array(GATES * units);
    }

    /** Computes the state after an input; the state before and after may be the same array. */
    step(input, before, after) {
      const { units, fromInput: x, fromState: h } = this;
      x.set(this.inputBias);
      h.set(this.recurrentBias);
      this.kernel.addProduct(input, this.input, x);
      this.kernel.addProduct(before, this.recurrent, h);
      for (let unit = 0, r = units, c = 2 * units; unit < units; unit++, r++, c++) {
        const update = sigmoid(x[unit] + h[unit]);
        const candidate = Math.tanh(x[c] + sigmoid(x[r] + h[r]) * h[c]);
        after[unit] = candidate + update * (before[unit] - candidate);
      }
    }
  }

  class Network {
    #kernel;
    #embeddings;
    #layers;
    #dense;
    #denseBias;
    #zeros;
    #sequences; // For each layer the outputs of a window's positions, and before them its inputs.
    #logits;

    /**
     * @param run as the page has it: spec, tokens and weights
     * @param usesVectors false to compute in plain JavaScript
     */
    constructor(run, usesVectors = true) {
      const { spec } = run;
      const weights = decoded(run.weights);
      const width = (spec.directions === "both" ? 2 : 1) * spec.units;
      this.spec = spec;
      this.carriesState = spec.directions === "forward" && spec.targets === "every";
      const positions = this.carriesState ? 1 : spec.window;
      this.#kernel = new Kernel(this.#size(weights, positions, width), usesVectors);
      this.#embeddings = weights.get("embedding/embeddings").values;
      this.#layers = this.#named(spec).map((names) =>
        names.map((name) => new Direction(this.#kernel, weights, name, spec.units)));
      const dense = weights.get("dense/kernel");
      this.#dense = this.#kernel.matrix(dense.values, ...dense.shape);
      this.#denseBias = weights.get("dense/bias").values;
      this.#logits = this.#kernel.array(this.#denseBias.length);
      this.#zeros = this.#kernel.array(spec.units);
      this.#sequences = [spec.embedding, ...this.#layers.map(() => width)].map((size) =>
        Array.from({ length: positions }, () => this.#kernel.array(size)));
    }

    get isVectorized() {
      return this.#kernel.isVectorized;
    }

    #named({ directions, layers }) {
      return Array.from({ length: layers }, (_, i) =>
        directions === "both"
          ? [`bidirectional_${i}/forward`, `bidirectional_${i}/backward`]
          : [`gru_${i}`]);
    }

    #size(weights, positions, width) {
      let size = 0;
      for (const { shape } of weights.values()) size += Kernel.size(shape[0], shape[1] ?? 1);
      const { spec } = this;
      const each = Kernel.size(1, spec.embedding) + spec.layers * Kernel.size(1, width);
      const work = 2 * 2 * spec.layers * Kernel.size(1, GATES * spec.units);
      return size + positions * each + work + Kernel.size(1, spec.units)
        + Kernel.size(1, weights.get("dense/bias").shape[0]);
    }

    /** Forgets what was read. */
    start() {
      for (const sequence of this.#sequences) for (const state of sequence) state.fill(0);
    }

    /** Reads a token after those before, and returns the logits of the next one. */
    read(id) {
      this.#embed(id, this.#sequences[0][0]);
      this.#layers.forEach(([direction], i) => {
        const state = this.#sequences[i + 1][0];
        direction.step(this.#sequences[i][0], state, state);
      });
      return this.#predict(this.#sequences.at(-1)[0]);
    }

    /** Returns the logits of the token after a window of ids. */
    afterWindow(ids) {
      ids.forEach((id, position) => this.#embed(id, this.#sequences[0][position]));
      this.#layers.forEach((directions, i) =>
        directions.forEach((direction, k) =>
          this.#readWindow(direction, k, this.#sequences[i], this.#sequences[i + 1])));
      return this.#predict(this.#summary());
    }

    #readWindow(direction, k, inputs, outputs) {
      const { units } = this.spec;
      let before = this.#zeros;
      for (let step = 0; step < inputs.length; step++) {
        const position = k === 0 ? step : inputs.length - 1 - step;
        const after = outputs[position].subarray(k * units, (k + 1) * units);
        direction.step(inputs[position], before, after);
        before = after;
      }
    }

    /** Each direction's last state, or the states at the last position if it predicts every one. */
    #summary() {
      const outputs = this.#sequences.at(-1);
      const last = outputs.at(-1);
      if (this.spec.targets === "last" && this.spec.directions === "both") {
        last.set(outputs[0].subarray(this.spec.units), this.spec.units);
      }
      return last;
    }

    #embed(id, place) {
      const { embedding } = this.spec;
      place.set(this.#embeddings.subarray(id * embedding, (id + 1) * embedding));
    }

    #predict(state) {
      this.#logits.set(this.#denseBias);
      this.#kernel.addProduct(state, this.#dense, this.#logits);
      return this.#logits;
    }
  }

  nocturne.Network = Network;
})();
