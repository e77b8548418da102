// The memory of a piece: what followed earlier occurrences of its last tokens, in the same key and in
// others, mixed with the network's prediction by weights that were fitted when the training ended
// (docs/generation.md#memory). It computes what the Java package `memory` does.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const NONE = -1;

  /** Finds where the last symbols of a growing sequence stood before. */
  class MatchIndex {
    #symbols = [];
    #earlier = [NONE]; // For each position, the latest one before it after the same run of symbols.
    #latest = new Map(); // The latest position after each run.

    constructor(minLength, { maxLength, maxCandidates }) {
      Object.assign(this, { minLength, maxLength, maxCandidates });
    }

    add(symbol) {
      this.#symbols.push(symbol);
      const position = this.#symbols.length;
      if (position < this.minLength) {
        this.#earlier.push(NONE);
        return;
      }
      const run = this.#symbols.slice(position - this.minLength).join();
      this.#earlier.push(this.#latest.get(run) ?? NONE);
      this.#latest.set(run, position);
    }

    /** Returns the longest earlier occurrences: how long, what positions follow them, and loops. */
    matches() {
      const length = this.#symbols.length;
      let longest = 0;
      let positions = [];
      let candidate = this.#earlier[length];
      for (let i = 0; i < this.maxCandidates && candidate !== NONE; i++) {
        const common = this.#common(candidate);
        if (common > longest) positions = [];
        longest = Math.max(longest, common);
        if (common === longest) positions.push(candidate);
        candidate = this.#earlier[candidate];
      }
      return { length: longest, positions, isLoop: longest > 0 && this.#isLoop(length - positions[0]) };
    }

    #common(position) {
      const symbols = this.#symbols;
      const most = Math.min(this.maxLength, position);
      let common = this.minLength;
      while (common < most && symbols[position - common - 1] === symbols[symbols.length - common - 1]) common++;
      return common;
    }

    /** Returns whether the last symbols are a passage of a length three times in a row. */
    #isLoop(passage) {
      const symbols = this.#symbols;
      const start = symbols.length - 3 * passage;
      if (start < 0) return false;
      for (let i = symbols.length - 1; i >= start + passage; i--) {
        if (symbols[i] !== symbols[i - passage]) return false;
      }
      return true;
    }
  }

  /** Returns what followed the occurrences: each token once, with its share of them. */
  function followers({ length, isLoop }, ids) {
    if (ids.length === 0) return { length: 0, isLoop: false, shares: new Map() };
    const shares = new Map();
    for (const id of [...ids].sort((a, b) => a - b)) shares.set(id, (shares.get(id) ?? 0) + 1 / ids.length);
    return { length, isLoop, shares };
  }

  /** Returns the number of the class of a value, whose lowest values ascend from 0. */
  const classOf = (lowest, value) => lowest.findLastIndex((low, i) => i === 0 || low <= value);

  /** What a piece so far suggests for its next token. */
  class Suggestions {
    constructor(exact, transposed, weights, trust) {
      Object.assign(this, { exact, transposed, weights, trust });
    }

    /**
     * Mixes a distribution with the suggestions.
     *
     * @param probabilities of each token by the network
     * @param kept what a filter has left of them; receives the mixture
     */
    mix(probabilities, kept) {
      const [network, exact, transposed] = this.#scaled(this.#mixture(probabilities));
      if (network === 1) return;
      for (let id = 0; id < kept.length; id++) kept[id] *= network;
      for (const [id, share] of this.exact.shares) kept[id] += exact * share;
      for (const [id, share] of this.transposed.shares) kept[id] += transposed * share;
    }

    #mixture(probabilities) {
      const { exact, transposed, weights } = this;
      if (exact.isLoop || transposed.isLoop) {
        return weights.loops[exact.length > 0 ? 1 : 0][transposed.length > 0 ? 1 : 0];
      }
      let agreement = 0;
      for (const [id, share] of (transposed.length > 0 ? transposed : exact).shares) {
        agreement += share * probabilities[id];
      }
      return weights.weights[classOf(weights.lengths, exact.length)][
        classOf(weights.lengths, transposed.length)][classOf(weights.agreements, agreement)];
    }

    #scaled([, exact, transposed]) {
      const [scaledExact, scaledTransposed] = [this.trust * exact, this.trust * transposed];
      return [1 - scaledExact - scaledTransposed, scaledExact, scaledTransposed];
    }
  }

  /** The memory of one piece. */
  class PieceMemory {
    #ids = [];
    #references = []; // For each token, the pitch that its interval is counted from.
    #reference = 0;

    /**
     * @param memory the run's: limits, weights and the pitches of tokens
     * @param trust from 0, the network alone, to 1
     */
    constructor({ limits, weights, pitches }, trust) {
      Object.assign(this, { weights, pitches, trust });
      this.exact = new MatchIndex(limits.minExact, limits);
      this.intervals = new MatchIndex(limits.minTransposed, limits);
    }

    add(id) {
      const lowest = this.pitches.lowest[id];
      this.#references.push(this.#reference);
      this.intervals.add(lowest === NONE ? `${id}` : `${this.pitches.shapes[id]}:${lowest - this.#reference}`);
      this.exact.add(id);
      this.#ids.push(id);
      if (lowest !== NONE) this.#reference = lowest;
    }

    /** Returns what the tokens so far suggest for the next one; null if there is nothing. */
    suggestions() {
      const found = this.exact.matches();
      const exact = followers(found, found.positions.map((position) => this.#ids[position]));
      const moved = this.intervals.matches();
      const transposed = followers(moved, moved.positions
        .map((position) => this.#moved(this.#ids[position], this.#reference - this.#references[position]))
        .filter((id) => id !== NONE));
      return exact.length === 0 && transposed.length === 0
        ? null
        : new Suggestions(exact, transposed, this.weights, this.trust);
    }

    /** Returns the same note or chord some semitones higher. */
    #moved(id, semitones) {
      const { lowest, shapes, transposed } = this.pitches;
      return lowest[id] === NONE ? id : transposed[shapes[id]][lowest[id] + semitones] ?? NONE;
    }
  }

  nocturne.PieceMemory = PieceMemory;
})();
