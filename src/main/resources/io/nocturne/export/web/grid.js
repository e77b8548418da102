// Notes on a grid, for tokens that have a rhythm: the Java package `rhythm` in the browser. Times in
// ticks become whole units, of which a quarter has the least common multiple of the grid's divisors.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { byOnsetThenPitch, merged } = nocturne;
  const WHOLE = 4; // Quarters.
  const MAX_QUARTERS_OF_A_BAR = 8;
  const MAX_BEATS = 16;
  const COMMON_TIME = { numerator: 4, denominator: 4 };
  /** Notes later than this, a day and a half at the usual tempo, are left out. */
  const HORIZON_QUARTERS = 2 ** 18;
  const MIN_TICKS = 480;

  const commonDivisor = (a, b) => (b === 0 ? a : commonDivisor(b, a % b));

  class Grid {
    /** @param label the divisors between commas, such as 4,3 */
    constructor(label) {
      this.divisors = label.split(",").map(Number);
      this.units = this.divisors.reduce((a, b) => (a / commonDivisor(a, b)) * b);
      this.ticksPerUnit = Math.ceil(MIN_TICKS / this.units);
      this.places = [...this.within(0, this.units), this.units];
      this.shortest = this.places[1];
      this.signatures = this.#signatures();
    }

    get ticksPerQuarter() {
      return this.ticksPerUnit * this.units;
    }

    holds(unit) {
      return this.divisors.some((divisor) => unit % (this.units / divisor) === 0);
    }

    /** Returns the places from a unit on to the last before another. */
    within(low, high) {
      return Array.from({ length: high - low }, (_, i) => low + i).filter((unit) => this.holds(unit));
    }

    /** Returns the units of a fraction of a quarter as a token names it: 4/3. */
    unitsOf(quarters) {
      const [numerator, denominator = 1] = quarters.split("/").map(Number);
      return (numerator * this.units) / denominator;
    }

    /** Returns a bar's length in units. */
    bar({ numerator, denominator }) {
      return (WHOLE * numerator * this.units) / denominator;
    }

    #signatures() {
      const all = [];
      for (let denominator = 2; denominator <= 16; denominator *= 2) {
        for (let numerator = 1; numerator <= MAX_BEATS; numerator++) {
          const isWhole = (WHOLE * numerator * this.units) % denominator === 0;
          if (isWhole && WHOLE * numerator <= MAX_QUARTERS_OF_A_BAR * denominator) all.push({ numerator, denominator });
        }
      }
      return all;
    }

    /**
     * Returns the place nearest to a time, in units; of two as near the later.
     *
     * @param exact the time in ticks, times the units of a quarter, so that all numbers are whole
     */
    nearest(exact, ticksPerQuarter) {
      const quarter = this.units * ticksPerQuarter;
      const rest = exact % quarter;
      const above = this.places.findIndex((place) => place * ticksPerQuarter >= rest);
      const isBelow = above > 0
        && rest - this.places[above - 1] * ticksPerQuarter < this.places[above] * ticksPerQuarter - rest;
      return Math.floor(exact / quarter) * this.units + this.places[isBelow ? above - 1 : above];
    }

    /** Returns the longest length up to some units; these themselves if there is none. */
    longestWithin(room) {
      if (room < this.shortest) return room;
      return Math.floor(room / this.units) * this.units
        + this.places.findLast((place) => place <= room % this.units);
    }

    /** Returns notes, by onset and pitch, of which each ends when its key sounds again. */
    ended(notes) {
      const strike = new Map();
      const later = new Map();
      const ended = [...notes];
      for (let i = notes.length - 1; i >= 0; i--) {
        const { onset, length, pitch } = notes[i];
        const next = strike.get(pitch) ?? Infinity;
        if (onset < next) {
          later.set(pitch, next);
          strike.set(pitch, onset);
        }
        const room = later.get(pitch) - onset;
        if (length > room) ended[i] = { ...notes[i], length: this.longestWithin(room) };
      }
      return ended;
    }
  }

  /**
   * The bars of a piece: a new signature begins a new bar, and a bar that it cuts short becomes one of
   * the nearest length that a signature has.
   */
  class BarLines {
    #stretches = [];
    changes = [];

    constructor(grid, { ticksPerQuarter, signatures }) {
      Object.assign(this, { grid, ticksPerQuarter });
      let current = { tick: 0, start: 0, signature: COMMON_TIME };
      for (const { tick, numerator, denominator } of signatures) {
        const signature = grid.signatures.find((one) => one.numerator === numerator && one.denominator === denominator);
        if (!signature || tick / ticksPerQuarter >= HORIZON_QUARTERS) continue;
        if (tick > current.tick) {
          const { fullBars, rest } = this.#add(current, tick);
          current = { tick, start: current.start + fullBars * grid.bar(current.signature) + rest };
        }
        current = { ...current, signature };
      }
      this.#add(current, Infinity);
    }

    /** Adds the bars of a signature up to the tick of the next one. */
    #add(stretch, endTick) {
      const { grid } = this;
      const units = grid.bar(stretch.signature);
      let [fullBars, rest] = [Infinity, 0];
      if (endTick < Infinity) {
        const exact = (endTick - stretch.tick) * grid.units; // As Grid.nearest has it.
        const bar = units * this.ticksPerQuarter;
        rest = this.#nearestLength(exact % bar, units);
        fullBars = Math.floor(exact / bar) + (rest === units ? 1 : 0);
        if (rest === units) rest = 0;
      }
      const complete = { ...stretch, fullBars, rest };
      this.#stretches.push(complete);
      if (fullBars > 0) this.#change(stretch.start, stretch.signature);
      if (rest > 0) {
        this.#change(stretch.start + fullBars * units, grid.signatures.find((one) => grid.bar(one) === rest));
      }
      return complete;
    }

    #nearestLength(exact, maxLength) {
      const distance = (length) => Math.abs(length * this.ticksPerQuarter - exact);
      let best = 0;
      for (const signature of this.grid.signatures) {
        const length = this.grid.bar(signature);
        if (length <= maxLength && distance(length) < distance(best)) best = length;
      }
      return best;
    }

    #change(start, signature) {
      const last = this.changes.at(-1)?.signature;
      if (last?.numerator !== signature.numerator || last?.denominator !== signature.denominator) {
        this.changes.push({ start, signature });
      }
    }

    /** Returns the place of a tick in its bar. */
    place(tick) {
      const { grid, ticksPerQuarter } = this;
      const stretch = this.#stretches.findLast((one) => one.tick <= tick);
      const units = grid.bar(stretch.signature);
      const elapsed = (tick - stretch.tick) * grid.units;
      const bar = Math.min(Math.floor(elapsed / (units * ticksPerQuarter)), stretch.fullBars);
      const offset = elapsed - bar * units * ticksPerQuarter;
      const length = bar < stretch.fullBars ? units : stretch.rest;
      const place = grid.nearest(offset, ticksPerQuarter);
      const endIsNearer = length * ticksPerQuarter - offset <= Math.abs(place * ticksPerQuarter - offset);
      return stretch.start + bar * units + (place >= length || endIsNearer ? length : place);
    }
  }

  /**
   * Puts a piece on a grid.
   *
   * @param hasBars whether the grid begins again with each bar, or goes by quarters
   * @return notes in units, by onset and pitch, and the signatures of the bars
   */
  function quantized(grid, piece, hasBars) {
    const { ticksPerQuarter } = piece;
    const bars = hasBars ? new BarLines(grid, piece) : null;
    const placed = piece.notes
      .filter(({ onset }) => onset / ticksPerQuarter < HORIZON_QUARTERS)
      .map(({ onset, length, pitch, velocity }) => ({
        onset: bars ? bars.place(onset) : grid.nearest(onset * grid.units, ticksPerQuarter),
        length: Math.max(grid.shortest, grid.nearest(length * grid.units, ticksPerQuarter)),
        pitch,
        velocity,
      }))
      .sort(byOnsetThenPitch);
    return { notes: grid.ended(merged(grid.ended(placed))), changes: bars ? bars.changes : [] };
  }

  Object.assign(nocturne, { Grid, quantized, COMMON_TIME });
})();
