// The one product that takes a network's time, y += x · W, in WebAssembly's vector instructions.
// Measured in Chromium, it is ten times as fast as the same loop in JavaScript and as the operators
// of TensorFlow.js (docs/web.md), so there is no library, and the instructions are written out here.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});

  /** Columns that are computed together: eight registers of four numbers. */
  const PANEL = 32;
  const REGISTERS = 8;
  const VECTOR_BYTES = 16;
  const PANEL_BYTES = 4 * PANEL;
  const PAGE_BYTES = 65536;

  const padded = (length) => Math.ceil(length / PANEL) * PANEL;

  /** Returns a number as WebAssembly writes it: seven bits a byte, the lowest first. */
  function unsigned(value) {
    const bytes = [];
    do {
      const rest = value >>> 7;
      bytes.push((value & 127) | (rest > 0 ? 128 : 0));
      value = rest;
    } while (value > 0);
    return bytes;
  }

  const section = (id, content) => [id, ...unsigned(content.length), ...content];

  /**
   * Returns the function product(x, w, y, rows, panels); the first three are places in the memory:
   *
   *   do { r0 … r7 = y[0 … 31]; p = x; i = rows;
   *        do { s = *p in each lane; r0 … r7 += s * w[0 … 31]; p += 4; w += 128 } while (--i);
   *        y[0 … 31] = r0 … r7; y += 128 } while (--panels);
   */
  function code() {
    const [x, w, y, rows, panels, i, p, first, s] = [0, 1, 2, 3, 4, 5, 6, 7, 15];
    const get = (local) => [0x20, local];
    const set = (local) => [0x21, local];
    const plus = (local, bytes) => [...get(local), 0x41, ...signed(bytes), 0x6a, ...set(local)];
    const load = (offset) => [0xfd, 0x00, 0x02, ...unsigned(offset)];
    const splat = [0xfd, 0x09, 0x02, 0x00];
    const store = (offset) => [0xfd, 0x0b, 0x02, ...unsigned(offset)];
    const multiply = [0xfd, 0xe6, 0x01];
    const add = [0xfd, 0xe4, 0x01];
    const loop = [0x03, 0x40];
    const end = 0x0b;
    const repeat = (local) => [...get(local), 0x41, 1, 0x6b, 0x22, local, 0x0d, 0, end];
    const each = (make) => Array.from({ length: REGISTERS }, (_, k) => make(first + k, VECTOR_BYTES * k)).flat();
    return [
      ...loop,
      ...each((register, offset) => [...get(y), ...load(offset), ...set(register)]),
      ...get(x), ...set(p), ...get(rows), ...set(i),
      ...loop,
      ...get(p), ...splat, ...set(s),
      ...each((register, offset) =>
        [...get(register), ...get(s), ...get(w), ...load(offset), ...multiply, ...add, ...set(register)]),
      ...plus(p, 4), ...plus(w, PANEL_BYTES), ...repeat(i),
      ...each((register, offset) => [...get(y), ...get(register), ...store(offset)]),
      ...plus(y, PANEL_BYTES), ...repeat(panels),
      end,
    ];
  }

  /** Constants are signed: a number below 64 is one byte, one below 8192 two. */
  const signed = (value) => (value < 64 ? [value] : [(value & 127) | 128, value >> 7]);

  function module() {
    const [int32, vector] = [0x7f, 0x7b];
    const locals = [2, 2, int32, REGISTERS + 1, vector];
    const body = [...locals, ...code()];
    const name = (text) => [text.length, ...[...text].map((letter) => letter.charCodeAt(0))];
    return new Uint8Array([
      0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
      ...section(1, [1, 0x60, 5, int32, int32, int32, int32, int32, 0]), // The type of the function.
      ...section(2, [1, ...name("e"), ...name("memory"), 2, 0, 1]),
      ...section(3, [1, 0]),
      ...section(7, [1, ...name("product"), 0, 0]),
      ...section(10, [1, ...unsigned(body.length), ...body]),
    ]);
  }

  /** The same in JavaScript, for browsers without vector instructions or that forbid WebAssembly. */
  function plain(numbers) {
    return (x, w, y, rows, panels) => {
      let [weight, result] = [w >> 2, y >> 2];
      const sums = new Float64Array(PANEL);
      for (let panel = 0; panel < panels; panel++, result += PANEL) {
        sums.fill(0);
        for (let row = 0, from = x >> 2; row < rows; row++, from++) {
          const value = numbers[from];
          for (let column = 0; column < PANEL; column++) sums[column] += value * numbers[weight++];
        }
        for (let column = 0; column < PANEL; column++) numbers[result + column] += sums[column];
      }
    };
  }

  /** Arrays and matrices in one memory, and their products. */
  class Kernel {
    #numbers;
    #product;
    #used = PANEL; // Places are above 0, so that a missing one is an error at once.

    /**
     * @param count the numbers of all arrays and matrices together, as {@link Kernel.size} counts
     * @param usesVectors false for plain JavaScript
     */
    constructor(count, usesVectors = true) {
      const bytes = 4 * (count + PANEL);
      let vectors = null;
      if (usesVectors && globalThis.WebAssembly) {
        try {
          const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
          const instance = new WebAssembly.Instance(new WebAssembly.Module(module()), { e: { memory } });
          vectors = { numbers: new Float32Array(memory.buffer), product: instance.exports.product };
        } catch {
          // An old browser, or a page whose policy forbids it: JavaScript computes the same.
        }
      }
      this.isVectorized = vectors !== null;
      this.#numbers = vectors ? vectors.numbers : new Float32Array(bytes / 4);
      this.#product = vectors ? vectors.product : plain(this.#numbers);
    }

    /** Returns how many numbers a matrix takes; an array is a matrix of one row. */
    static size(rows, columns) {
      return rows * padded(columns);
    }

    /** Returns an array of zeros. */
    array(length) {
      const start = this.#take(padded(length));
      return this.#numbers.subarray(start, start + length);
    }

    /** Copies a matrix, row after row, so that 32 columns of all rows lie together. */
    matrix(values, rows, columns) {
      let place = this.#take(Kernel.size(rows, columns));
      const matrix = { start: 4 * place, rows, panels: padded(columns) / PANEL };
      for (let panel = 0; panel < columns; panel += PANEL) {
        const width = Math.min(PANEL, columns - panel);
        for (let row = 0; row < rows; row++, place += PANEL) {
          const from = row * columns + panel;
          this.#numbers.set(values.subarray(from, from + width), place);
        }
      }
      return matrix;
    }

    /** Adds x · matrix to y; both are arrays of this kernel, y one that {@link array} returned. */
    addProduct(x, matrix, y) {
      this.#product(x.byteOffset, matrix.start, y.byteOffset, matrix.rows, matrix.panels);
    }

    #take(count) {
      const start = this.#used;
      this.#used += count;
      if (this.#used > this.#numbers.length) throw new RangeError("the kernel's memory is too small");
      return start;
    }
  }

  nocturne.Kernel = Kernel;
})();
