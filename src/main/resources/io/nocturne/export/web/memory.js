// The memory of a piece: every earlier token votes for itself, by how alike the tokens before it and the
// last ones are, in the same key and in others. A small network gives what is suggested its odds against
// the network's prediction (docs/generation.md#memory). It computes what the Java package `memory` does.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const NONE = -1;

  /** How alike the last symbols of a growing sequence and those before each earlier symbol are, by lag. */
  class ContextIndex {
    #symbols = [];
    #runs = [0];
    #likeness;

    constructor(kinds, { maxLag, minLoop }) {
      Object.assign(this, { kinds, limit: maxLag, minLoop });
      this.#likeness = kinds.map(() => [0]);
    }

    get maxLag() {
      return Math.max(0, Math.min(this.#symbols.length - 1, this.limit));
    }

    add(symbol) {
      this.#symbols.push(symbol);
      const last = this.#symbols.length - 1;
      for (let lag = 1; lag <= this.maxLag; lag++) {
        const isSame = this.#symbols[last - lag] === symbol;
        this.#runs[lag] = isSame ? (this.#runs[lag] ?? 0) + 1 : 0;
        this.kinds.forEach(({ decay }, kind) => {
          const values = this.#likeness[kind];
          // Java's floats.
          values[lag] = Math.fround(Math.fround(Math.fround(decay) * (values[lag] ?? 0)) + (isSame ? 1 : 0));
        });
      }
    }

    likeness(kind, lag) {
      return this.#likeness[kind][lag];
    }

    peak(kind, nearest) {
      let peak = 0;
      for (let lag = this.maxLag; lag >= nearest; lag--) peak = Math.max(peak, this.#likeness[kind][lag]);
      return peak;
    }

    /** Returns whether the last symbols are one passage three times in a row. */
    isLoop() {
      for (let lag = this.maxLag; lag >= 1; lag--) {
        if (this.#runs[lag] >= Math.max(2 * lag, this.minLoop)) return true;
      }
      return false;
    }
  }

  /** What a piece so far suggests for its next token. */
  class Suggestions {
    constructor(tokens, peaks, isLoop, { weights, limits }, trust) {
      Object.assign(this, { tokens, peaks, weights, limits, trust: isLoop ? trust * weights.loops : trust });
    }

    /**
     * Mixes a distribution with the suggestions.
     *
     * @param probabilities of each token by the network
     * @param kept what a filter has left of them; receives the mixture
     */
    mix(probabilities, kept) {
      if (this.trust === 0) return;
      const largest = probabilities.reduce((a, b) => Math.max(a, b));
      const odds = this.tokens.map(({ id, shares, mean }) => mean * this.#factor([
        ...shares, ...this.peaks,
        Math.log(Math.max(this.limits.minProbability, probabilities[id])), probabilities[id], largest]));
      const sum = odds.reduce((a, b) => a + b, 1);
      for (let id = 0; id < kept.length; id++) kept[id] *= 1 - this.trust + this.trust / sum;
      this.tokens.forEach(({ id }, i) => (kept[id] += (this.trust * odds[i]) / sum));
    }

    #factor(inputs) {
      const { hidden, output } = this.weights;
      let score = output[hidden.length];
      hidden.forEach((unit, i) => {
        const sum = inputs.reduce((total, input, k) => total + unit[k] * input, unit[inputs.length]);
        score += output[i] * Math.max(0, sum);
      });
      const { maxScore } = this.limits;
      return Math.exp(Math.max(-maxScore, Math.min(maxScore, score)));
    }
  }

  /** The memory of one piece. */
  class PieceMemory {
    #ids = [];
    #references = []; // For each token, the pitch that its interval is counted from.
    #reference = 0;
    #notes = []; // The positions of tokens that begin notes.

    /**
     * @param memory the run's: limits, kinds of likeness, weights and the pitches of tokens
     * @param trust from 0, the network alone, to 1
     */
    constructor(memory, trust) {
      Object.assign(this, { memory, pitches: memory.pitches, trust });
      this.exact = new ContextIndex(memory.likeness, memory.limits);
      this.intervals = new ContextIndex(memory.likeness, memory.limits);
    }

    add(id) {
      const lowest = this.pitches.lowest[id];
      this.#references.push(this.#reference);
      this.intervals.add(lowest === NONE ? `${id}` : `${this.pitches.shapes[id]}:${lowest - this.#reference}`);
      this.exact.add(id);
      this.#ids.push(id);
      if (lowest !== NONE) this.#reference = lowest;
      if (this.pitches.begins[id]) this.#notes.push(this.#ids.length - 1);
    }

    /** Returns what the tokens so far suggest for the next one; null if there is nothing. */
    suggestions() {
      const { likeness, limits } = this.memory;
      const nearest = this.#ids.length - (this.#notes.at(-limits.nearNotes) ?? -1);
      // The tokens as they are and their intervals, for each kind of likeness.
      const views = likeness.flatMap(({ sharpness }, kind) => [this.exact, this.intervals].map(
        (index) => ({ index, kind, sharpness, peak: index.peak(kind, nearest) })));
      const peaks = views.map(({ peak }) => peak);
      const strength = this.#strength(Math.max(...peaks.slice(-2)));
      if (strength === 0) return null; // Else all contexts, equally unlike, would vote for nothing.
      const shares = new Map();
      views.forEach((view, number) => {
        const votes = this.#votes(view, nearest);
        const sum = [...votes.values()].reduce((a, b) => a + b, 0);
        for (const [id, vote] of votes) {
          if (!shares.has(id)) shares.set(id, new Array(views.length).fill(0));
          shares.get(id)[number] = vote / sum;
        }
      });
      const tokens = [...shares]
        .map(([id, each]) => ({ id, shares: each, mean: each.reduce((a, b) => a + b) / views.length }))
        .filter(({ mean }) => mean >= limits.minShare);
      if (tokens.length === 0) return null;
      const isLoop = this.exact.isLoop() || this.intervals.isLoop();
      return new Suggestions(tokens, peaks, isLoop, this.memory, this.trust * strength);
    }

    /** Returns the votes of a view for each token. */
    #votes({ index, kind, sharpness, peak }, nearest) {
      const votes = new Map();
      for (let lag = index.maxLag; lag >= nearest; lag--) {
        const exponent = sharpness * (index.likeness(kind, lag) - peak);
        const id = exponent < this.memory.limits.minExponent ? NONE : this.#token(lag, index === this.exact);
        if (id !== NONE) votes.set(id, (votes.get(id) ?? 0) + Math.exp(exponent));
      }
      return votes;
    }

    /** Returns the share of its weight that the memory has with the last kind of likeness. */
    #strength(likeness) {
      const { weakNotes, strongNotes } = this.memory.limits;
      const decay = Math.fround(this.memory.likeness.at(-1).decay);
      const tokensPerNote = this.#ids.length / Math.max(1, this.#notes.length);
      const ofAgreeing = (notes) => (1 - decay ** (notes * tokensPerNote)) / (1 - decay);
      const weak = ofAgreeing(weakNotes);
      return Math.max(0, Math.min(1, (likeness - weak) / (ofAgreeing(strongNotes) - weak)));
    }

    /** Returns the token that followed an earlier context, in the current key. */
    #token(lag, isExact) {
      const position = this.#ids.length - lag;
      const id = this.#ids[position];
      const { lowest, shapes, transposed } = this.pitches;
      if (isExact || lowest[id] === NONE) return id;
      return transposed[shapes[id]][lowest[id] + this.#reference - this.#references[position]] ?? NONE;
    }
  }

  nocturne.PieceMemory = PieceMemory;
})();
