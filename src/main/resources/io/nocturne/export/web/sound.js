// A piano in the browser: the modes of stiff strings, as `generate` writes them to WAV files
// (StringModel.java has the sources), computed once a key and played by Web Audio.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const [A4, A4_PITCH, OCTAVE] = [440, 69, 12];
  const [MAX_MODES, MAX_HERTZ] = [24, 9000];
  const STRIKE_PLACE = 1 / 8;
  const ATTACK_SECONDS = 0.002;
  const DAMPER_SECONDS = 0.06; // To 1/e: 60 dB in 0.4 s.
  const MAX_SECONDS = 5;
  const GAIN = 0.25;
  /** Strokes that are computed; others are one of these, louder or softer. */
  const VELOCITIES = [40, 80, 115];
  const [LOOKAHEAD_SECONDS, INTERVAL] = [0.4, 100];
  /** Strokes take some hundredths of a second to compute, so it is done before they are due. */
  const [PREPARED_SECONDS, PREPARED_STROKES] = [4, 2];
  const LOUDNESS = 1.6; // The exponent of the velocity.

  const layerOf = (velocity) => VELOCITIES.findLast((one) => one <= velocity) ?? VELOCITIES[0];

  /** Computes a stroke of a key. */
  function stroke(pitch, velocity, rate) {
    const stiffness = Math.exp(0.0926 * pitch - 13.64) + Math.exp(-0.0847 * pitch - 5.82);
    const first = (A4 * 2 ** ((pitch - A4_PITCH) / OCTAVE)) / Math.sqrt(1 + stiffness);
    const hardness = velocity / 127;
    const brightness = 500 + 1.5 * first + 2500 * hardness ** 1.5;
    const modes = [];
    for (let mode = 1; mode <= MAX_MODES; mode++) {
      const hertz = mode * first * Math.sqrt(1 + stiffness * mode * mode);
      if (mode > 1 && hertz > MAX_HERTZ) break;
      const place = Math.abs(Math.sin(Math.PI * mode * STRIKE_PLACE));
      const amplitude = place / mode / (1 + (hertz / brightness) ** 2);
      modes.push({ hertz, amplitude, decay: 0.15 * 2 ** ((pitch - 21) / 20) + 1e-7 * hertz * hertz });
    }
    const power = Math.sqrt(modes.reduce((sum, { amplitude }) => sum + amplitude ** 2, 0));
    const scale = hardness ** LOUDNESS / power;
    const seconds = Math.min(MAX_SECONDS, 7 / (0.45 * modes[0].decay));
    const samples = new Float32Array(Math.ceil(seconds * rate));
    for (const { hertz, amplitude, decay } of modes) {
      // Two stages of decay, because the strings of a key are not quite in tune.
      ring(samples, hertz / rate, 0.8 * scale * amplitude, (1.8 * decay) / rate);
      ring(samples, (1.0002 * hertz) / rate, 0.2 * scale * amplitude, (0.45 * decay) / rate);
    }
    fade(samples, ATTACK_SECONDS * rate);
    return samples;
  }

  /** Adds a sine that dies away: y[n] = 2 r cos(w) y[n-1] - r² y[n-2]. */
  function ring(samples, cycles, amplitude, decay) {
    if (cycles >= 0.5) return;
    const r = Math.exp(-decay);
    const w = 2 * Math.PI * cycles;
    const [next, last] = [2 * r * Math.cos(w), -r * r];
    let [y1, y2] = [(-amplitude * Math.sin(w)) / r, (-amplitude * Math.sin(2 * w)) / (r * r)];
    for (let i = 0; i < samples.length; i++) {
      const y = next * y1 + last * y2;
      samples[i] += y;
      y2 = y1;
      y1 = y;
    }
  }

  /** Begins from and ends with silence, so that nothing clicks. */
  function fade(samples, attack) {
    for (let i = 0; i < attack; i++) samples[i] *= i / attack;
    const release = samples.length >> 3;
    for (let i = 0; i < release; i++) samples[samples.length - 1 - i] *= i / release;
  }

  class Piano {
    #context = null;
    #out;
    #strokes = new Map();
    #voices = new Set();
    #timer = 0;
    #start = 0;
    #end = null;

    /** Browsers allow sound after the first click or key, so the context begins with the first note. */
    #open() {
      if (!this.#context) {
        this.#context = new AudioContext();
        const limiter = new DynamicsCompressorNode(this.#context, { threshold: -12, ratio: 8, attack: 0.002, release: 0.2 });
        limiter.connect(this.#context.destination);
        this.#out = limiter;
      }
      this.#context.resume();
      return this.#context;
    }

    /** Plays one note now. */
    key(pitch, seconds, velocity) {
      this.#strike({ pitch, velocity, seconds }, this.#open().currentTime);
    }

    /**
     * Plays notes, each { at, seconds, pitch, velocity }, ordered by when they begin.
     *
     * @param from where to begin, in seconds
     * @param ended is called at the end and when {@link stop} ends it
     */
    play(notes, from, ended) {
      this.stop();
      const context = this.#open();
      let next = notes.findIndex(({ at }) => at >= from);
      if (next < 0) next = notes.length;
      this.#prepare(notes, next, from + 2 * LOOKAHEAD_SECONDS, Infinity);
      this.#start = context.currentTime + 0.1 - from;
      this.#end = ended;
      const last = notes.reduce((latest, { at, seconds }) => Math.max(latest, at + seconds), 0);
      const schedule = () => {
        const until = context.currentTime - this.#start + LOOKAHEAD_SECONDS;
        for (; next < notes.length && notes[next].at <= until; next++) {
          this.#strike(notes[next], this.#start + notes[next].at);
        }
        this.#prepare(notes, next, until + PREPARED_SECONDS, PREPARED_STROKES);
        if (this.position > last) this.stop();
      };
      this.#timer = setInterval(schedule, INTERVAL);
      schedule();
    }

    get isPlaying() {
      return this.#timer !== 0;
    }

    /** Returns how many seconds of the piece have been heard. */
    get position() {
      return this.#context ? this.#context.currentTime - this.#start : 0;
    }

    stop() {
      if (!this.isPlaying) return;
      clearInterval(this.#timer);
      this.#timer = 0;
      const now = this.#context.currentTime;
      for (const { gain } of this.#voices) {
        gain.gain.cancelScheduledValues(now);
        gain.gain.setTargetAtTime(0, now, DAMPER_SECONDS / 2);
      }
      const ended = this.#end;
      this.#end = null;
      ended();
    }

    /** Computes at most some strokes of the notes until a time. */
    #prepare(notes, first, until, most) {
      const before = this.#strokes.size;
      for (let i = first; i < notes.length && notes[i].at <= until && this.#strokes.size < before + most; i++) {
        this.#stroke(notes[i].pitch, layerOf(notes[i].velocity));
      }
    }

    #strike({ pitch, velocity, seconds }, at) {
      const layer = layerOf(velocity);
      const source = new AudioBufferSourceNode(this.#context, { buffer: this.#stroke(pitch, layer) });
      const gain = new GainNode(this.#context, { gain: GAIN * (velocity / layer) ** LOUDNESS });
      const voice = { gain };
      gain.gain.setTargetAtTime(0, at + seconds, DAMPER_SECONDS);
      source.connect(gain).connect(this.#out);
      source.start(at);
      source.stop(at + seconds + 10 * DAMPER_SECONDS);
      this.#voices.add(voice);
      source.addEventListener("ended", () => this.#voices.delete(voice));
    }

    #stroke(pitch, velocity) {
      const key = `${pitch} ${velocity}`;
      if (!this.#strokes.has(key)) {
        const { sampleRate } = this.#context;
        const samples = stroke(pitch, velocity, sampleRate);
        const buffer = new AudioBuffer({ length: samples.length, numberOfChannels: 1, sampleRate });
        buffer.copyToChannel(samples, 0);
        this.#strokes.set(key, buffer);
      }
      return this.#strokes.get(key);
    }
  }

  Object.assign(nocturne, { Piano, stroke });
})();
