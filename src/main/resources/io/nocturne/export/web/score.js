// The music of the page: a beginning, from keys or a file, and the new notes after it. Both are
// tokens, so what is seen and heard is what the network reads.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { EVEN, DEFAULT_VELOCITY } = nocturne;
  const EMPTY = { ticksPerQuarter: EVEN.ticksPerQuarter, signatures: [], notes: [] };

  class Score {
    #tokens;
    #beginning = EMPTY;
    #primer;
    #ids;

    constructor(tokens) {
      this.#tokens = tokens;
      this.begin(EMPTY);
    }

    /** Begins with a piece; returns whether the tokens can express any of its notes. */
    begin(piece) {
      this.#beginning = piece;
      this.#primer = this.#tokens.prompt(piece);
      this.#ids = this.#primer;
      return this.piece().notes.length > 0;
    }

    /** Makes all notes the beginning. */
    keep() {
      const { newFrom, notes, ...piece } = this.piece();
      this.begin({ ...piece, notes });
    }

    /**
     * Adds a note to the beginning, and drops the new notes.
     *
     * @param isTogether whether it begins with the note before, not after it
     * @param quarters how long it is
     */
    add(pitch, isTogether, quarters) {
      const { ticksPerQuarter, notes } = this.#beginning;
      const length = Math.max(1, Math.round(quarters * ticksPerQuarter));
      const last = notes.at(-1);
      const end = notes.reduce((latest, one) => Math.max(latest, one.onset + one.length), 0);
      const onset = isTogether && last ? last.onset : end;
      const note = { onset, length, pitch, velocity: DEFAULT_VELOCITY };
      const others = notes.filter((one) => one.onset !== onset || one.pitch !== pitch);
      this.begin({ ...this.#beginning, notes: [...others, note].sort(nocturne.byOnsetThenPitch) });
    }

    /** Removes the last note of the beginning, or all that begin with it. */
    removeLast() {
      const last = this.#beginning.notes.at(-1)?.onset;
      this.begin({ ...this.#beginning, notes: this.#beginning.notes.filter(({ onset }) => onset !== last) });
    }

    clear() {
      this.begin(EMPTY);
    }

    /** Returns the ids that the network continues. */
    get primer() {
      return this.#primer;
    }

    /** Takes the ids of the beginning and of the new notes. */
    set ids(ids) {
      this.#ids = ids;
    }

    get hasBeginning() {
      return this.#beginning.notes.length > 0;
    }

    get hasNew() {
      return this.#ids.length > this.#primer.length;
    }

    /** Returns all of it as a piece whose notes know whether they are new, and when those begin. */
    piece() {
      const piece = this.#tokens.decode(this.#ids);
      for (const note of piece.notes) note.isNew = note.index >= this.#primer.length;
      const newFrom = this.hasBeginning ? piece.notes.find(({ isNew }) => isNew)?.onset ?? null : null;
      return { ...piece, newFrom };
    }
  }

  nocturne.Score = Score;
})();
