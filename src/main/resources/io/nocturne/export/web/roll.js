// The piano roll: a picture of the notes, a description of it for those who do not see it, and a line
// where the music is.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const { isBlack, pitchName } = nocturne;
  const [HEIGHT, TOP] = [260, 18];
  const QUARTER = 26; // Pixels.
  const MAX_PIXELS = 16000; // Browsers draw no wider pictures.
  const MIN_PITCHES = 24;
  const MIN_BAR = 24; // Pixels between bar lines; of shorter bars every second, fourth … has one.
  const FONT = "11px system-ui, sans-serif";
  const WHOLE = 4;

  class Roll {
    #frame;
    #canvas;
    #line;
    #score = null;
    #scale = 1; // Pixels a tick.

    constructor(frame) {
      this.#frame = frame;
      this.#canvas = frame.querySelector("canvas");
      this.#line = frame.querySelector(".line");
      const draw = () => this.#score && this.show(this.#score);
      new ResizeObserver(draw).observe(frame);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    }

    /**
     * @param score a piece, with ticksPerSecond if it has no beats, and with the time in ticks at which
     *   the new notes begin, or null
     */
    show(score) {
      this.#score = score;
      const { notes, ticksPerQuarter } = score;
      const end = notes.reduce((latest, { onset, length }) => Math.max(latest, onset + length), 0);
      const ratio = Math.min(devicePixelRatio || 1, 2);
      const wanted = ((end / ticksPerQuarter) + 1) * QUARTER;
      const width = Math.max(this.#frame.clientWidth, Math.min(wanted, MAX_PIXELS / ratio));
      this.#scale = Math.min(QUARTER / ticksPerQuarter, width / Math.max(end, 1));
      this.#canvas.width = width * ratio;
      this.#canvas.height = HEIGHT * ratio;
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${HEIGHT}px`;
      const pen = this.#canvas.getContext("2d");
      pen.scale(ratio, ratio);
      this.#draw(pen, width, this.#colors());
      this.#canvas.setAttribute("aria-label", this.#description());
    }

    #colors() {
      const style = getComputedStyle(this.#frame);
      return (name) => style.getPropertyValue(`--${name}`);
    }

    #draw(pen, width, color) {
      const { notes, ticksPerQuarter, signatures, newFrom } = this.#score;
      const [low, high] = this.#range();
      const row = (HEIGHT - TOP) / (high - low + 1);
      const y = (pitch) => TOP + (high - pitch) * row;
      pen.fillStyle = color("roll");
      pen.fillRect(0, 0, width, HEIGHT);
      pen.fillStyle = color("black-row");
      for (let pitch = low; pitch <= high; pitch++) {
        if (isBlack(pitch)) pen.fillRect(0, y(pitch), width, row);
      }
      this.#bars(pen, width, color, signatures, ticksPerQuarter);
      for (const { onset, length, pitch, isNew } of notes) {
        pen.fillStyle = color(isNew ? "new-note" : "old-note");
        pen.fillRect(onset * this.#scale, y(pitch) + 0.5, Math.max(2, length * this.#scale - 1), Math.max(2, row - 1));
      }
      if (newFrom !== null) this.#mark(pen, newFrom * this.#scale, color);
    }

    /** Returns the lowest and highest pitch to show: those of the notes, or two octaves. */
    #range() {
      const pitches = this.#score.notes.map(({ pitch }) => pitch);
      let [low, high] = [Math.min(...pitches, 127), Math.max(...pitches, 0)];
      if (pitches.length === 0) [low, high] = [54, 78];
      for (; high - low + 1 < MIN_PITCHES; high - low + 1 < MIN_PITCHES && high++) low--;
      return [Math.max(0, low - 1), Math.min(127, high + 1)];
    }

    #bars(pen, width, color, signatures, ticksPerQuarter) {
      const { ticksPerSecond } = this.#score;
      let number = ticksPerSecond ? 0 : 1;
      pen.font = FONT;
      const changes = signatures.length > 0 ? signatures : [{ tick: 0, numerator: 4, denominator: 4 }];
      changes.forEach(({ tick, numerator, denominator }, i) => {
        const bar = ticksPerSecond ?? (WHOLE * ticksPerQuarter * numerator) / denominator;
        const end = changes[i + 1]?.tick ?? width / this.#scale;
        const step = bar * 2 ** Math.max(0, Math.ceil(Math.log2(MIN_BAR / (bar * this.#scale))));
        for (let at = tick; at < end; at += step, number += step / bar) {
          pen.fillStyle = color("bar-line");
          pen.fillRect(at * this.#scale, 0, 1, HEIGHT);
          pen.fillStyle = color("faint");
          pen.fillText(ticksPerSecond ? `${number} s` : number, at * this.#scale + 4, 13);
        }
        number = Math.ceil(number);
      });
    }

    /** Says where the new notes begin, not by color alone. */
    #mark(pen, x, color) {
      pen.fillStyle = color("ink");
      pen.fillRect(x, 0, 1.5, HEIGHT);
      pen.font = FONT;
      pen.fillRect(x, 0, 34, TOP - 2);
      pen.fillStyle = color("roll");
      pen.fillText("new", x + 6, 12);
    }

    #description() {
      const { notes } = this.#score;
      if (notes.length === 0) return "Piano roll without notes";
      const added = notes.filter(({ isNew }) => isNew).length;
      const pitches = notes.map(({ pitch }) => pitch);
      const range = `from ${pitchName(Math.min(...pitches))} to ${pitchName(Math.max(...pitches))}`;
      return `Piano roll: ${notes.length - added} notes of the beginning, ${added} new ones, ${range}`;
    }

    /** Puts the line at a time and keeps it in sight; null hides it. */
    follow(tick) {
      this.#line.hidden = tick === null;
      if (tick === null) return;
      const x = tick * this.#scale;
      this.#line.style.transform = `translateX(${x}px)`;
      const { scrollLeft, clientWidth } = this.#frame;
      if (x < scrollLeft || x > scrollLeft + 0.9 * clientWidth) this.#frame.scrollLeft = x - 0.1 * clientWidth;
    }

    /** Scrolls so that a time is in sight. */
    reveal(tick) {
      const x = tick * this.#scale;
      const { scrollLeft, clientWidth } = this.#frame;
      if (x < scrollLeft || x > scrollLeft + clientWidth) this.#frame.scrollLeft = x - 0.5 * clientWidth;
    }
  }

  nocturne.Roll = Roll;
})();
