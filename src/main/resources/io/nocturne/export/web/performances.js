// Tokens of performances: time shifts in seconds, with note-ons and note-offs or notes with their
// durations, and perhaps the sustain pedal, as PerformanceTokenizer.java writes and reads them.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { onKeyboard, byOnsetThenPitch, merged, binned, DEFAULT_VELOCITY, MILLISECONDS } = nocturne;
  const SECOND = 1000;
  const MAX_DURATION = 60 * SECOND;
  const HORIZON_SECONDS = 2 ** 17;

  /** What the part of a token's name before its value means. */
  const KINDS = {
    NoteOn: "note", Pitch: "note", NoteOff: "off", TimeShift: "shift",
    Velocity: "velocity", Duration: "duration", Pedal: "pedal",
  };
  const SPECIAL = { kind: "special", value: 0 };
  /** The order at one moment. */
  const ORDER = ["pedal", "off", "note"];

  class PerformanceTokens {
    hasRhythm = true;
    hasSeconds = true;
    #events;
    #ids = new Map();

    constructor(vocabulary) {
      this.vocabulary = vocabulary;
      this.step = parseInt(vocabulary.options.step, 10);
      this.#events = vocabulary.tokens.map((token) => this.#event(token));
      this.#events.forEach(({ kind, value }, id) => this.#ids.set(`${kind} ${value}`, id));
      this.maxSteps = SECOND / this.step;
      this.hasDurations = vocabulary.options.notes === "durations";
      this.hasPedal = vocabulary.options.pedal !== "none";
      this.velocities = this.#events.filter(({ kind }) => kind === "velocity").map(({ value }) => value);
    }

    #event(token) {
      const [name, value] = token.split("_");
      const kind = KINDS[name];
      switch (kind) {
        case undefined: return SPECIAL;
        case "note": case "off": return { kind, value: nocturne.pitchOf(value) };
        case "shift": case "duration": return { kind, value: parseInt(value, 10) / this.step };
        case "pedal": return { kind, value: value === "On" ? 1 : 0 };
        default: return { kind, value: Number(value) };
      }
    }

    /** Returns whether a token begins a note, which then has been heard. */
    completesNote(id) {
      return this.#events[id].kind === "note";
    }

    /** Returns the place at the beginning of a piece. */
    start() {
      return {
        last: "special", isFull: false, time: 0, isHere: false, pitch: -1, velocity: 0, pedal: 0, sounding: new Set(),
      };
    }

    /** Returns the place after a token; it may be one that is not allowed, as primers begin anywhere. */
    after(place, id) {
      const { kind, value } = this.#events[id];
      const isTime = kind === "shift" || kind === "duration";
      const moved = { ...place, last: kind, isFull: isTime && value === this.maxSteps };
      switch (kind) {
        case "shift": return { ...moved, time: place.time + value, isHere: false, pitch: -1 };
        case "note": return { ...moved, isHere: true, pitch: value, sounding: new Set(place.sounding).add(value) };
        case "off": {
          const sounding = new Set(place.sounding);
          sounding.delete(value);
          return { ...moved, pitch: value, sounding };
        }
        case "velocity": return { ...moved, velocity: value };
        case "duration": return moved;
        case "pedal": return { ...moved, pedal: value };
        default: return place;
      }
    }

    /** Returns whether a token is allowed at a place. */
    allows(place, id) {
      const { kind, value } = this.#events[id];
      const { last } = place;
      if (this.hasDurations && (last === "note" || last === "velocity")) {
        return kind === (this.velocities.length > 0 && last === "note" ? "velocity" : "duration");
      }
      const isNew = last === "shift" || last === "special";
      switch (kind) {
        case "shift": return last !== "shift" || place.isFull;
        case "note": return (this.hasDurations || !place.sounding.has(value)) && (!place.isHere || value > place.pitch);
        case "off": return place.sounding.has(value)
          && (isNew || last === "pedal" || (last === "off" && value > place.pitch));
        case "velocity": return !this.hasDurations && last !== "velocity" && value !== place.velocity;
        case "duration": return last === "duration" && place.isFull;
        case "pedal": return isNew && value !== place.pedal;
        default: return id === this.vocabulary.eos && this.#canEnd(place);
      }
    }

    #canEnd({ last, time, sounding }) {
      if (last === "duration") return true;
      return (last === "off" || last === "pedal") && time > 0 && (this.hasDurations || sounding.size === 0);
    }

    /** Returns the ids of a piece, without special tokens. */
    encode(piece) {
      const { notes, pedals } = this.#performed(piece);
      const moments = notes.map((note) => ({ at: note.onset, kind: "note", value: note.pitch, note }));
      if (moments.length === 0) return [];
      if (!this.hasDurations) {
        moments.push(...notes.map(({ onset, length, pitch }) => ({ at: onset + length, kind: "off", value: pitch })));
      }
      if (this.hasPedal) {
        moments.push(...pedals.map(({ at, isDown }) => ({ at, kind: "pedal", value: isDown ? 1 : 0 })));
      }
      moments.sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.value - b.value);
      const ids = [];
      const add = (kind, value) => ids.push(this.#ids.get(`${kind} ${value}`));
      const addTime = (kind, steps) => {
        for (; steps > this.maxSteps; steps -= this.maxSteps) add(kind, this.maxSteps);
        if (steps > 0) add(kind, steps);
      };
      let [time, loudness] = [0, 0];
      for (const { at, kind, value, note } of moments) {
        addTime("shift", at - time);
        time = at;
        const velocity = note && this.velocities.length > 0 ? binned(this.velocities, note.velocity) : 0;
        if (velocity > 0 && !this.hasDurations && velocity !== loudness) add("velocity", velocity);
        if (note) loudness = velocity;
        add(kind, value);
        if (note && this.hasDurations) {
          if (velocity > 0) add("velocity", velocity);
          addTime("duration", Math.min(note.length, MAX_DURATION / this.step));
        }
      }
      return ids;
    }

    /** Returns notes and pedal in steps. */
    #performed(piece) {
      const seconds = nocturne.timeline(piece);
      const nearest = (time) => Math.floor(time * this.maxSteps + 0.5);
      const placed = [];
      for (const note of onKeyboard(piece.notes, this.vocabulary.options.outside)) {
        const onset = seconds(note.onset);
        if (onset >= HORIZON_SECONDS) continue;
        const length = Math.min(seconds(note.onset + note.length) - onset, HORIZON_SECONDS);
        placed.push({ ...note, onset: nearest(onset), length: Math.max(1, nearest(length)) });
      }
      const notes = ended(merged(placed.sort(byOnsetThenPitch)));
      return { notes, pedals: released(this.#pedals(piece, seconds, nearest), notes) };
    }

    #pedals({ pedals = [] }, seconds, nearest) {
      const moves = [];
      const down = new Set();
      for (const { tick, channel, isDown } of pedals) {
        if (isDown) down.add(channel);
        else down.delete(channel);
        if (seconds(tick) < HORIZON_SECONDS) move(moves, nearest(seconds(tick)), down.size > 0);
      }
      return moves;
    }

    /** Returns the piece of ids without special tokens; each note knows its token's index. */
    decode(ids) {
      const notes = [];
      const open = new Map();
      const pedals = [];
      let place = this.start();
      ids.forEach((id, index) => {
        const { kind, value } = this.#events[id];
        const before = place;
        place = this.after(place, id);
        const note = (pitch, length) => ({
          onset: place.time, length, pitch, velocity: place.velocity || this.#default(), index,
        });
        if (kind === "note" && !this.hasDurations) {
          open.set(value, notes.length);
          notes.push(note(value, 1));
        } else if (kind === "off" && open.has(value)) {
          const ending = notes[open.get(value)];
          ending.length = Math.max(1, place.time - ending.onset);
          open.delete(value);
        } else if (kind === "duration" && before.last === "duration" && notes.length > 0) {
          notes.at(-1).length += value;
        } else if (kind === "duration" && before.isHere && before.last !== "duration") {
          notes.push(note(before.pitch, value));
        } else if (kind === "pedal") {
          move(pedals, place.time, value === 1);
        }
      });
      for (const at of open.values()) notes[at].length = Math.max(1, place.time - notes[at].onset);
      const played = ended(notes);
      return {
        ...MILLISECONDS,
        signatures: [],
        notes: played.map((one) => ({ ...one, onset: one.onset * this.step, length: one.length * this.step })),
        pedals: released(pedals, played).map(({ at, isDown }) => ({ tick: at * this.step, channel: 0, isDown })),
      };
    }

    #default() {
      return this.velocities.length > 0 ? binned(this.velocities, DEFAULT_VELOCITY) : DEFAULT_VELOCITY;
    }
  }

  /** Returns notes, by onset, of which each ends when its key sounds again. */
  function ended(notes) {
    const next = new Map();
    return notes.map((note) => note).reverse().map((note) => {
      const room = (next.get(note.pitch) ?? Infinity) - note.onset;
      next.set(note.pitch, note.onset);
      return note.length > room ? { ...note, length: room } : note;
    }).reverse();
  }

  /** Adds a move of the pedal; of several at one step only what results from them. */
  function move(moves, at, isDown) {
    if (moves.at(-1)?.at === at) moves.pop();
    if (isDown !== (moves.at(-1)?.isDown ?? false)) moves.push({ at, isDown });
  }

  /** Returns moves of a pedal that goes up with the last note if it is still down. */
  function released(moves, notes) {
    const last = moves.at(-1);
    if (!last?.isDown) return moves;
    const end = notes.reduce((latest, { onset, length }) => Math.max(latest, onset + length), 0);
    return last.at < end ? [...moves, { at: end, isDown: false }] : moves.slice(0, -1);
  }

  nocturne.PerformanceTokens = PerformanceTokens;
})();
