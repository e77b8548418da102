// Tokens without rhythm, and what all tokens have in common: special tokens, the piano's keys, and
// how a piece becomes the ids that a network continues.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { Grid, quantized, onKeyboard, timeline, pitchName, OCTAVE, PITCHES, EVEN, DEFAULT_VELOCITY } = nocturne;

  /** Returns simultaneous notes, a list for each onset, on a grid or within a tolerance if there is one. */
  function grouped(piece, { grid = "none", tolerance, outside }) {
    const notes = onKeyboard(piece.notes, outside);
    if (tolerance) return together(notes, timeline(piece), parseInt(tolerance, 10) / 1000);
    const placed = grid === "none" ? notes : quantized(new Grid(grid), { ...piece, notes }, false).notes;
    const groups = [];
    for (const note of placed) {
      if (groups.at(-1)?.[0].onset === note.onset) groups.at(-1).push(note);
      else groups.push([note]);
    }
    return groups;
  }

  /** Returns notes in lists by pitch, each of those that begin within some seconds from its first. */
  function together(notes, seconds, tolerance) {
    const groups = [];
    let last = -Infinity;
    for (const note of notes) {
      const onset = seconds(note.onset);
      if (onset > last) {
        groups.push([]);
        last = onset + tolerance + 1e-9;
      }
      groups.at(-1).push(note);
    }
    for (const group of groups) group.sort((a, b) => a.pitch - b.pitch);
    return groups;
  }

  /** Returns the melody: the highest notes, without those below one that still sounds. */
  function melody(groups, voice) {
    const highest = groups.map((notes) => notes.at(-1));
    if (voice !== "skyline") return highest;
    const chosen = [];
    for (const note of highest) {
      const isBelow = chosen.some((one) => one.onset + one.length > note.onset && one.pitch > note.pitch);
      const last = chosen.at(-1);
      const accompanies = last && note.onset - last.onset - last.length < last.length
        && note.pitch < last.pitch - OCTAVE;
      if (!isBelow && !accompanies) chosen.push(note);
    }
    return chosen;
  }

  class EvenTokens {
    hasRhythm = false;

    constructor(vocabulary) {
      this.vocabulary = vocabulary;
    }

    completesNote(id) {
      return this.vocabulary.pitches[id].length > 0;
    }

    start() {
      return null;
    }

    after() {
      return null;
    }

    allows() {
      return true;
    }

    encode(piece) {
      const { name, options, ids } = this.vocabulary;
      switch (name) {
        case "pitch": return piece.notes.map(({ pitch }) => this.#idOf(pitch)).filter((id) => id !== undefined);
        case "melody": return melody(grouped(piece, options), options.voice).map(({ pitch }) => this.#idOf(pitch));
        default: return grouped(piece, options).map((notes) => ids.get(this.#chord(notes)) ?? this.vocabulary.unk);
      }
    }

    /** Returns the id of a pitch, or of the nearest one that is octaves away. */
    #idOf(pitch) {
      const { ids, options } = this.vocabulary;
      const exact = ids.get(pitchName(pitch));
      if (exact !== undefined || options.outside === "skip") return exact;
      for (let octaves = OCTAVE; octaves < PITCHES; octaves += OCTAVE) {
        const up = ids.get(pitchName(pitch + octaves));
        const nearest = up ?? (pitch >= octaves ? ids.get(pitchName(pitch - octaves)) : undefined);
        if (nearest !== undefined) return nearest;
      }
      return undefined;
    }

    /** Returns the name of simultaneous notes: their pitches, or their classes in normal order. */
    #chord(notes) {
      const pitches = [...new Set(notes.map(({ pitch }) => pitch))].sort((a, b) => a - b);
      return this.vocabulary.options.chords === "pitches" || pitches.length === 1
        ? pitches.map(pitchName).join(".")
        : normalOrder(pitches).join(".");
    }

    decode(ids) {
      const notes = ids.flatMap((id, index) =>
        this.vocabulary.pitches[id].map((pitch) => ({
          onset: index * EVEN.length, length: EVEN.length, pitch, velocity: DEFAULT_VELOCITY, index,
        })));
      return { ticksPerQuarter: EVEN.ticksPerQuarter, signatures: [], notes };
    }
  }

  /** Returns pitch classes in the rotation that spans the least, of ties the tightest from the left. */
  function normalOrder(pitches) {
    const classes = [...new Set(pitches.map((pitch) => pitch % OCTAVE))].sort((a, b) => a - b);
    const intervals = (rotation) => {
      const [, ...above] = rotation.map((one) => (one - rotation[0] + OCTAVE) % OCTAVE);
      return [above.at(-1), ...above];
    };
    return classes
      .map((_, i) => [...classes.slice(i), ...classes.slice(0, i)])
      .reduce((best, rotation) => {
        const [mine, others] = [intervals(rotation), intervals(best)];
        const i = mine.findIndex((interval, at) => interval !== others[at]);
        return i >= 0 && mine[i] < others[i] ? rotation : best;
      });
  }

  /** The tokens of a run: what kind they are, and their special ones. */
  class Tokens {
    #kind;

    /** @param described the run's vocabulary: tokenizer, tokens and the pitches of each */
    constructor({ tokenizer, tokens, pitches }) {
      const { name, ...options } = tokenizer;
      const ids = new Map(tokens.map((token, id) => [token, id]));
      const special = (token) => ids.get(token);
      const vocabulary = {
        name, options, tokens, pitches, ids,
        pad: special("<pad>"), bos: special("<bos>"), eos: special("<eos>"), unk: special("<unk>"),
      };
      Object.assign(this, { vocabulary, size: tokens.length, pad: vocabulary.pad, eos: vocabulary.eos });
      const kinds = { event: nocturne.EventTokens, performance: nocturne.PerformanceTokens };
      this.#kind = new (kinds[name] ?? EvenTokens)(vocabulary);
      this.hasRhythm = this.#kind.hasRhythm;
      this.hasSeconds = this.#kind.hasSeconds ?? false;
    }

    /** Returns what a network continues after a piece; without notes the beginning of one. */
    prompt(piece) {
      const { bos } = this.vocabulary;
      const ids = piece.notes.length === 0 ? [] : this.#kind.encode(piece);
      return bos === undefined ? ids : [bos, ...ids];
    }

    start() {
      return this.#kind.start();
    }

    after(place, id) {
      return this.#kind.after(place, id);
    }

    /** Returns the ids that may be sampled at a place. */
    isAllowed(place, id) {
      const { pad, bos, unk } = this.vocabulary;
      return id !== pad && id !== bos && id !== unk && this.#kind.allows(place, id);
    }

    completesNote(id) {
      return this.#kind.completesNote(id);
    }

    /**
     * Returns the piece of ids: notes in ticks, with the index of the token that completes each.
     */
    decode(ids) {
      const leading = ids.length > 0 && ids[0] === this.vocabulary.bos ? 1 : 0;
      const piece = this.#kind.decode(ids.slice(leading));
      for (const note of piece.notes) note.index += leading;
      return piece;
    }
  }

  nocturne.Tokens = Tokens;
})();
