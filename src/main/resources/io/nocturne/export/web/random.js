// The random numbers of `nocturne generate`: SplitMix64 (Steele, Lea and Flood 2014), as
// java.util.SplittableRandom has it, from a state mixed of the seed and the number of the piece.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});
  const GAMMA = 0x9e3779b97f4a7c15n;
  const wrap = (value) => BigInt.asUintN(64, value);

  function mix(value) {
    let mixed = wrap((value ^ (value >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = wrap((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  }

  /** The numbers of the first piece of a seed. */
  class Random {
    #state;

    /** @param seed a BigInt; the same modulo 2^64 give the same numbers */
    constructor(seed) {
      this.#state = mix(wrap(mix(wrap(seed)) + GAMMA));
    }

    /** Returns the next number in [0, 1), a multiple of 2^-53. */
    next() {
      this.#state = wrap(this.#state + GAMMA);
      return Number(mix(this.#state) >> 11n) * 2 ** -53;
    }
  }

  nocturne.Random = Random;
})();
