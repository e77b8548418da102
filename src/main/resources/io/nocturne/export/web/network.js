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
    constructor(kernel, weights, name) {
      const units = weights.get(`${name}/recurrent_kernel`).shape[0];
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
    #masked; // The id at which layers keep their state; undefined for none.
    #sequences; // For each layer the outputs of a window's positions, and before them its inputs.
    #logits;

    /**
     * @param run as the page has it: spec, tokens and weights
     * @param usesVectors false to compute in plain JavaScript
     */
    constructor(run, usesVectors = true) {
      const { spec } = run;
      const weights = decoded(run.weights);
      const names = this.#named(spec);
      const units = names.map(([name]) => weights.get(`${name}/recurrent_kernel`).shape[0]);
      const widths = units.map((count, i) => names[i].length * count);
      this.spec = spec;
      this.carriesState = spec.directions === "forward" && spec.targets === "every";
      const positions = this.carriesState ? 1 : spec.window;
      this.#kernel = new Kernel(this.#size(weights, positions, units, widths), usesVectors);
      this.#embeddings = weights.get("embedding/embeddings").values;
      this.#layers = names.map((each) =>
        each.map((name) => new Direction(this.#kernel, weights, name)));
      const dense = weights.get("dense/kernel");
      this.#dense = this.#kernel.matrix(dense.values, ...dense.shape);
      this.#denseBias = weights.get("dense/bias").values;
      this.#logits = this.#kernel.array(this.#denseBias.length);
      this.#zeros = units.map((count) => this.#kernel.array(count));
      this.#masked = spec["mask-padding"] ? run.vocabulary.tokens.indexOf("<pad>") : undefined;
      this.#sequences = [spec.embedding, ...widths].map((size) =>
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

    #size(weights, positions, units, widths) {
      let size = 0;
      for (const { shape } of weights.values()) size += Kernel.size(shape[0], shape[1] ?? 1);
      for (const width of [this.spec.embedding, ...widths]) size += positions * Kernel.size(1, width);
      for (const count of units) {
        size += 2 * 2 * Kernel.size(1, GATES * count) + Kernel.size(1, count);
      }
      return size + Kernel.size(1, weights.get("dense/bias").shape[0]);
    }

    /** Forgets what was read. */
    start() {
      for (const sequence of this.#sequences) for (const state of sequence) state.fill(0);
    }

    /** Reads a token after those before, and returns the logits of the next one. */
    read(id) {
      if (id !== this.#masked) {
        this.#embed(id, this.#sequences[0][0]);
        this.#layers.forEach(([direction], i) => {
          const state = this.#sequences[i + 1][0];
          direction.step(this.#sequences[i][0], state, state);
        });
      }
      return this.#predict(this.#sequences.at(-1)[0]);
    }

    /** Returns the logits of the token after a window of ids. */
    afterWindow(ids) {
      ids.forEach((id, position) => this.#embed(id, this.#sequences[0][position]));
      const finals = this.#layers.map((_, i) => this.#readLayer(i, ids));
      const last = this.#sequences.at(-1).at(-1);
      if (this.spec.targets === "last") {
        finals.at(-1).forEach((state, k) => last.set(state, k * state.length));
      }
      return this.#predict(last);
    }

    /** Reads a window with all directions of a layer, and returns the final state of each. */
    #readLayer(layer, ids) {
      const inputs = this.#sequences[layer];
      const outputs = this.#sequences[layer + 1];
      return this.#layers[layer].map((direction, k, { length }) => {
        const { units } = direction;
        let before = this.#zeros[layer];
        for (let step = 0; step < ids.length; step++) {
          const position = k === 0 ? step : ids.length - 1 - step;
          const after = outputs[position].subarray(k * units, (k + 1) * units);
          if (ids[position] !== this.#masked) {
            direction.step(inputs[position], before, after);
            before = after;
          } else if (length === 1) {
            after.set(before);
          } else {
            after.fill(0); // As in Keras, whose Bidirectional masks its output, too.
          }
        }
        return before;
      });
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
