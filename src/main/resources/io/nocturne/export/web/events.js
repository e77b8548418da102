// Tokens of events: bars or time shifts, pitches, velocities and durations, as EventTokenizer.java
// writes and reads them. The grammar allows the orders that can be played, so that everything that is
// sampled is music.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { Grid, quantized, onKeyboard, binned, COMMON_TIME, DEFAULT_VELOCITY } = nocturne;
  const MAX_QUARTERS = 8; // The longest note and the longest time shift.

  /** What the part of a token's name before its value means. */
  const KINDS = {
    Bar: "bar", TimeSig: "signature", Position: "position", TimeShift: "shift",
    Pitch: "pitch", Velocity: "velocity", Duration: "duration",
  };
  const SPECIAL = { kind: "special", value: 0 };

  class EventTokens {
    hasRhythm = true;
    #events;
    #ids = new Map();

    constructor(vocabulary) {
      this.vocabulary = vocabulary;
      this.grid = new Grid(vocabulary.options.grid);
      this.#events = vocabulary.tokens.map((token, id) => this.#event(token, id));
      this.#events.forEach(({ kind, value }, id) => this.#ids.set(`${kind} ${value}`, id));
      this.hasBars = this.#ids.has("bar 0");
      this.velocities = this.#events.filter(({ kind }) => kind === "velocity").map(({ value }) => value);
      this.maxDuration = MAX_QUARTERS * this.grid.units;
    }

    #event(token, id) {
      const [name, value] = token.split("_");
      const kind = KINDS[name];
      switch (kind) {
        case undefined: return SPECIAL;
        case "bar": return { kind, value: 0 };
        case "signature": return { kind, value: this.#signature(value) };
        case "pitch": return { kind, value: this.vocabulary.pitches[id][0] };
        case "velocity": return { kind, value: Number(value) };
        default: return { kind, value: this.grid.unitsOf(value) };
      }
    }

    #signature(label) {
      return this.grid.signatures.findIndex(({ numerator, denominator }) => `${numerator}/${denominator}` === label);
    }

    /** Returns whether a token completes a note. */
    completesNote(id) {
      return this.#events[id].kind === "duration";
    }

    /** Returns the place at the beginning of a piece. */
    start() {
      const { numerator, denominator } = COMMON_TIME;
      return {
        last: "special", signature: this.#signature(`${numerator}/${denominator}`), barStart: 0, barNumber: 0,
        time: 0, isHere: false, pitch: 0, velocity: 0,
      };
    }

    /** Returns the place after a token; it may be one that is not allowed, as primers begin anywhere. */
    after(place, id) {
      const { kind, value } = this.#events[id];
      const moved = { ...place, last: kind, barNumber: Math.max(1, place.barNumber) };
      switch (kind) {
        case "bar": {
          const barStart = place.barNumber === 0 ? place.barStart : place.barStart + this.#bar(place.signature);
          return { ...moved, barStart, barNumber: place.barNumber + 1, time: barStart, isHere: false };
        }
        case "signature": return { ...moved, signature: value };
        case "position": return { ...moved, time: place.barStart + value, isHere: false };
        case "shift": return { ...moved, time: place.time + value, isHere: false };
        case "pitch": return { ...moved, isHere: true, pitch: value, velocity: 0 };
        case "velocity": return { ...moved, velocity: value };
        case "duration": return moved;
        default: return place;
      }
    }

    #bar(signature) {
      return this.grid.bar(this.grid.signatures[signature]);
    }

    /** Returns whether a token is allowed at a place. */
    allows(place, id) {
      const event = this.#events[id];
      switch (place.last) {
        case "special": return event.kind === "bar" || (!this.hasBars && this.#isMoment(place, event));
        case "bar": return this.#opensBar(place, event);
        case "signature": return event.kind === "bar" || this.#isPosition(place, event);
        case "position": return event.kind === "pitch";
        case "shift": return this.#isMoment(place, event);
        case "pitch": return event.kind === (this.velocities.length > 0 ? "velocity" : "duration");
        case "velocity": return event.kind === "duration";
        default: return event.kind === "bar" || id === this.vocabulary.eos
          || this.#isPosition(place, event) || this.#isMoment(place, event);
      }
    }

    /** The first bar needs a signature, others have a new one at most. */
    #opensBar(place, event) {
      const isSignature = event.kind === "signature";
      return place.barNumber === 1
        ? isSignature
        : (isSignature && event.value !== place.signature) || event.kind === "bar" || this.#isPosition(place, event);
    }

    /** Returns whether an event is a later position of the bar. */
    #isPosition(place, { kind, value }) {
      const first = place.last === "duration" ? place.time - place.barStart + 1 : 0;
      return kind === "position" && value >= first && value < this.#bar(place.signature);
    }

    /** Returns whether an event is a higher note at the same time, or a shift to a place of the grid. */
    #isMoment(place, { kind, value }) {
      return (kind === "pitch" && (!place.isHere || value > place.pitch))
        || (kind === "shift" && this.grid.holds(place.time + value));
    }

    /** Returns the ids of a piece, without special tokens. */
    encode(piece) {
      const onKeys = { ...piece, notes: onKeyboard(piece.notes, this.vocabulary.options.outside) };
      const { notes, changes } = quantized(this.grid, onKeys, this.hasBars);
      const waiting = [...changes];
      const ids = [];
      const add = (kind, value) => ids.push(this.#ids.get(`${kind} ${value}`));
      let [time, barStart, barEnd, signature] = [-1, 0, 0, 0];
      for (const note of notes) {
        if (note.onset !== time && this.hasBars) {
          for (; note.onset >= barEnd; barEnd = barStart + this.#bar(signature)) {
            add("bar", 0);
            barStart = barEnd;
            if (waiting[0]?.start === barStart) {
              const { numerator, denominator } = waiting.shift().signature;
              signature = this.#signature(`${numerator}/${denominator}`);
              add("signature", signature);
            }
          }
          add("position", note.onset - barStart);
        } else if (note.onset !== time) {
          let rest = note.onset - Math.max(0, time);
          for (; rest > this.maxDuration; rest -= this.maxDuration) add("shift", this.maxDuration);
          if (rest > 0) add("shift", rest);
        }
        time = note.onset;
        add("pitch", note.pitch);
        if (this.velocities.length > 0) add("velocity", binned(this.velocities, note.velocity));
        add("duration", Math.max(Math.min(note.length, this.maxDuration), this.grid.shortest));
      }
      return ids;
    }

    /** Returns the piece of ids without special tokens; each note knows its token's index. */
    decode(ids) {
      const { grid } = this;
      const notes = [];
      const signatures = [];
      let place = this.start();
      ids.forEach((id, index) => {
        const { kind, value } = this.#events[id];
        place = this.after(place, id);
        if (kind === "duration" && place.isHere) {
          const velocity = place.velocity || DEFAULT_VELOCITY;
          notes.push({ onset: place.time, length: value, pitch: place.pitch, velocity, index });
        } else if (kind === "signature") {
          signatures.push({ tick: place.barStart * grid.ticksPerUnit, ...grid.signatures[value] });
        }
      });
      const last = (notes.at(-1)?.onset ?? -1) * grid.ticksPerUnit;
      return {
        ticksPerQuarter: grid.ticksPerQuarter,
        signatures: signatures.filter(({ tick }) => tick <= last),
        notes: grid.ended(notes).map((note) => ({
          ...note, onset: note.onset * grid.ticksPerUnit, length: note.length * grid.ticksPerUnit,
        })),
      };
    }
  }

  nocturne.EventTokens = EventTokens;
})();
