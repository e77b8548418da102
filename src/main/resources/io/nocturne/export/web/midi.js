// Standard MIDI Files, read as far as primers need it and written. Damaged files, which `nocturne
// prepare` repairs, are refused here.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { byOnsetThenPitch } = nocturne;
  const PERCUSSION = 9;
  const HEADER = 0x4d546864; // MThd
  const TRACK = 0x4d54726b; // MTrk
  const MICROSECONDS = 60_000_000; // Of a minute.
  const [NOTE_OFF, NOTE_ON, CONTROL, PROGRAM, PRESSURE] = [0x80, 0x90, 0xb0, 0xc0, 0xd0];
  const [SUSTAIN_PEDAL, LEAST_DOWN, FULLY_DOWN] = [64, 64, 127];
  const [META, SET_TEMPO, TIME_SIGNATURE, END_OF_TRACK] = [0xff, 0x51, 0x58, 0x2f];
  /** How many bytes follow a system message; song position has two, time code and song select one. */
  const SYSTEM_BYTES = { 0xf1: 1, 0xf2: 2, 0xf3: 1 };

  class Reader {
    constructor(bytes) {
      this.view = new DataView(bytes);
      this.at = 0;
    }

    byte() {
      return this.view.getUint8(this.at++);
    }

    number() {
      this.at += 4;
      return this.view.getUint32(this.at - 4);
    }

    /** Returns a number of one to four bytes of seven bits. */
    variable() {
      let value = 0;
      for (let i = 0; i < 4; i++) {
        const byte = this.byte();
        value = value * 128 + (byte & 127);
        if (byte < 128) return value;
      }
      throw new RangeError("a number of more than four bytes");
    }
  }

  /** Reads a track's events into the piece. */
  function readTrack(reader, end, piece) {
    const open = new Map(); // Notes that sound, by channel and pitch; the oldest ends first.
    let [tick, status] = [0, 0];
    while (reader.at < end) {
      tick += reader.variable();
      const first = reader.byte();
      if (first === META) {
        if (readMeta(reader, tick, piece) === END_OF_TRACK) break;
      } else if (first >= 0xf0) {
        reader.at += first === 0xf0 || first === 0xf7 ? reader.variable() : SYSTEM_BYTES[first] ?? 0;
      } else {
        if (first >= 0x80) status = first;
        if (status === 0) throw new RangeError("data without a status");
        const data = first >= 0x80 ? reader.byte() : first;
        const kind = status & 0xf0;
        const second = kind === PROGRAM || kind === PRESSURE ? 0 : reader.byte();
        if (kind === NOTE_ON || kind === NOTE_OFF) {
          note(kind === NOTE_ON && second > 0, status & 15, { tick, pitch: data, velocity: second });
        } else if (kind === CONTROL && data === SUSTAIN_PEDAL) {
          piece.pedals.push({ tick, channel: status & 15, isDown: second >= LEAST_DOWN });
        }
      }
    }
    for (const notes of open.values()) for (const one of notes) one.length = tick - one.onset;

    function note(isOn, channel, { tick: onset, pitch, velocity }) {
      const key = channel * 128 + pitch;
      if (!open.has(key)) open.set(key, []);
      if (!isOn) {
        const ended = open.get(key).shift();
        if (ended) ended.length = onset - ended.onset;
      } else if (channel !== PERCUSSION) {
        const begun = { onset, length: 0, pitch, velocity };
        open.get(key).push(begun);
        piece.channels.add(channel);
        piece.notes.push(begun);
      }
    }
  }

  function readMeta(reader, tick, piece) {
    const type = reader.byte();
    const length = reader.variable();
    const next = reader.at + length;
    if (type === SET_TEMPO && length === 3) {
      const microseconds = (reader.byte() << 16) | (reader.byte() << 8) | reader.byte();
      piece.tempos.push({ tick, microseconds });
      piece.beats ??= MICROSECONDS / microseconds;
    } else if (type === TIME_SIGNATURE && length >= 2) {
      piece.signatures.push({ tick, numerator: reader.byte(), denominator: 2 ** reader.byte() });
    }
    reader.at = next;
    return type;
  }

  /**
   * Reads a file.
   *
   * @param bytes an ArrayBuffer
   * @return a piece without percussion and pedals of channels without notes; beats is its first tempo in quarters a minute, or null
   * @throws Error in a sentence that says what is wrong
   */
  function readMidi(bytes) {
    const reader = new Reader(bytes);
    const piece = { ticksPerQuarter: 0, signatures: [], tempos: [], notes: [], pedals: [], beats: null,
      channels: new Set() };
    try {
      if (reader.number() !== HEADER) throw new Error("it is not a MIDI file");
      const next = reader.number() + reader.at;
      const division = reader.view.getUint16(reader.at + 4);
      if (division >= 0x8000 || division === 0) throw new Error("it counts frames, not quarters");
      piece.ticksPerQuarter = division;
      for (reader.at = next; reader.at + 8 <= bytes.byteLength;) {
        const isTrack = reader.number() === TRACK;
        const end = reader.number() + reader.at;
        if (isTrack) readTrack(reader, end, piece);
        reader.at = end;
      }
    } catch (problem) {
      if (problem instanceof RangeError) throw new Error(`it is damaged at byte ${reader.at}`);
      throw problem;
    }
    piece.notes.sort(byOnsetThenPitch);
    piece.pedals = piece.pedals.filter(({ channel }) => piece.channels.has(channel));
    for (const list of [piece.signatures, piece.tempos, piece.pedals]) list.sort((a, b) => a.tick - b.tick);
    return piece;
  }

  function variable(value) {
    const bytes = [value & 127];
    for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 127) | 128);
    return bytes;
  }

  const number = (value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

  const meta = (type, bytes) => [META, type, ...variable(bytes.length), ...bytes];

  /**
   * Returns a piece as a file of one track.
   *
   * @param beats quarters a minute
   * @param name of the track
   */
  function writeMidi({ ticksPerQuarter, signatures, notes, pedals = [] }, beats, name) {
    const events = [
      { tick: 0, bytes: meta(0x03, [...new TextEncoder().encode(name)]) },
      { tick: 0, bytes: meta(SET_TEMPO, number(Math.round(MICROSECONDS / beats)).slice(1)) },
      ...signatures.map(({ tick, numerator, denominator }) =>
        ({ tick, bytes: meta(TIME_SIGNATURE, [numerator, Math.log2(denominator), 24, 8]) })),
      ...pedals.map(({ tick, channel, isDown }) =>
        ({ tick, bytes: [CONTROL | channel, SUSTAIN_PEDAL, isDown ? FULLY_DOWN : 0] })),
      ...notes.map((one) => ({ tick: one.onset + one.length, bytes: [NOTE_OFF, one.pitch, 0] })),
      ...notes.map((one) => ({ tick: one.onset, bytes: [NOTE_ON, one.pitch, one.velocity] })),
    ];
    const order = ({ bytes: [status] }) => (status === META ? 0 : status === NOTE_ON ? 3 : status === NOTE_OFF ? 2 : 1);
    events.sort((a, b) => a.tick - b.tick || order(a) - order(b));
    let before = 0;
    const track = [];
    for (const { tick, bytes } of events) {
      track.push(...variable(tick - before), ...bytes);
      before = tick;
    }
    track.push(0, ...meta(END_OF_TRACK, []));
    return new Uint8Array([
      ...number(HEADER), ...number(6), 0, 0, 0, 1, ticksPerQuarter >> 8, ticksPerQuarter & 255,
      ...number(TRACK), ...number(track.length), ...track,
    ]);
  }

  Object.assign(nocturne, { readMidi, writeMidi });
})();
