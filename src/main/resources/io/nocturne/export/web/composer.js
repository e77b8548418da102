// Continues a primer token by token, as `nocturne generate` does: the network predicts, the grammar
// of the tokens excludes, the memory is mixed in, and a random number decides.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { Tokens, Network, PieceMemory, Random, sample, softmax } = nocturne;

  /** Bars without notes could follow each other for ever. */
  const MAX_TOKENS_OF_A_NOTE = 40;

  /** A piece that grows. */
  class Composer {
    #run;
    #network;
    #settings;
    #memory;
    #random;
    #place;
    #logits = null; // Of the next token, where the network carries its state.

    /**
     * @param run as the page has it
     * @param tokens those of the run
     * @param network that of the run; one composer uses it at a time
     * @param primer the ids to continue
     * @param settings temperature, topK, topP, memory and seed
     */
    constructor({ run, tokens, network }, primer, settings) {
      Object.assign(this, { tokens, ids: [], primerLength: primer.length });
      this.#run = run;
      this.#network = network;
      this.#settings = settings;
      this.#memory = run.memory && settings.memory > 0 ? new PieceMemory(run.memory, settings.memory) : null;
      this.#random = new Random(settings.seed);
      this.#place = tokens.start();
      network.start();
      if (network.carriesState) this.#pad(primer.length);
      for (const id of primer) this.#add(id);
    }

    /** Reads what is before a piece: one pad, or as many as fill the window of the training. */
    #pad(length) {
      const { stateful, window } = this.#run.spec;
      const pads = stateful ? 1 : Math.max(0, window - length);
      for (let i = 0; i < pads; i++) this.#logits = this.#network.read(this.tokens.pad);
    }

    #add(id) {
      this.ids.push(id);
      this.#place = this.tokens.after(this.#place, id);
      this.#memory?.add(id);
      if (this.#network.carriesState) this.#logits = this.#network.read(id);
    }

    /** Returns the network's logits of the next token. */
    logits() {
      return this.#network.carriesState ? this.#logits : this.#network.afterWindow(this.#window());
    }

    #window() {
      const { window } = this.#run.spec;
      const read = this.ids.slice(-window);
      return [...new Array(window - read.length).fill(this.tokens.pad), ...read];
    }

    /**
     * Returns the probabilities of the next token: the network's, mixed with what the memory suggests,
     * before grammar and filters.
     */
    probabilities() {
      const network = softmax(this.logits());
      const mixture = network.slice();
      this.#memory?.suggestions()?.mix(network, mixture);
      return mixture;
    }

    /** Adds a token and returns it; at the end of the piece adds none and returns null. */
    next() {
      const logits = this.logits().slice();
      for (let id = 0; id < logits.length; id++) {
        if (!this.tokens.isAllowed(this.#place, id)) logits[id] = -Infinity;
      }
      const id = sample(logits, this.#settings, this.#memory?.suggestions() ?? null, this.#random);
      if (id === this.tokens.eos) return null;
      this.#add(id);
      return id;
    }

    /**
     * Adds tokens until there are some more notes, or the piece ends.
     *
     * @return a generator that yields the number of new notes after each token
     */
    *notes(count) {
      let notes = 0;
      for (let i = 0; i < count * MAX_TOKENS_OF_A_NOTE && notes < count; i++) {
        const id = this.next();
        if (id === null) return;
        if (this.tokens.completesNote(id)) notes++;
        yield notes;
      }
    }
  }

  /** Returns what a run's composers share. */
  function instrument(run) {
    return { run, tokens: new Tokens(run.vocabulary), network: new Network(run) };
  }

  Object.assign(nocturne, { Composer, instrument });
})();
