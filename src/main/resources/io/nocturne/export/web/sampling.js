// Chooses the next token from logits: the steps of `generate`, in the same order. A seed gives the
// notes of the command line because each step computes in float64 what Sampling.java does.
"use strict";
(() => {
  const nocturne = (globalThis.nocturne ??= {});

  function softmax(logits) {
    const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
    let sum = 0;
    for (const logit of logits) sum += Math.exp(logit - largest);
    const logSum = largest + Math.log(sum);
    return Float64Array.from(logits, (logit) => Math.exp(logit - logSum));
  }

  /** Returns the place of the largest value, of ties the first. */
  function largestOf(values) {
    let best = 0;
    for (let id = 1; id < values.length; id++) if (values[id] > values[best]) best = id;
    return best;
  }

  /** As Logits.java has it, in float32, so that ties are the same. */
  const logarithm = (probability) => Math.fround(Math.log(Math.max(1e-300, probability)));

  const ascending = (weights) => Float64Array.from(weights).sort();

  function keepAtLeast(weights, limit) {
    for (let id = 0; id < weights.length; id++) if (weights[id] < limit) weights[id] = 0;
  }

  function sumAbove(weights, limit) {
    let sum = 0;
    for (const weight of weights) sum += weight > limit ? weight : 0;
    return sum;
  }

  /** Keeps the smallest set of the likeliest tokens with a share of all weights. */
  function keepShare(weights, share) {
    const sorted = ascending(weights);
    const needed = share * sumAbove(weights, 0);
    let smallest = weights.length;
    let sum = 0;
    while (sum < needed && smallest > 0) sum += sorted[--smallest];
    const limit = sorted[smallest];
    let kept = sumAbove(weights, limit);
    for (let id = 0; id < weights.length; id++) {
      if (weights[id] === limit && kept < needed) kept += weights[id];
      else if (weights[id] <= limit) weights[id] = 0;
    }
  }

  /** Returns the weights of the tokens that stay; the largest is 1. */
  function filtered(logits, { temperature, topK, topP }) {
    const largest = logits[largestOf(logits)];
    const weights = Float64Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
    if (topK > 0 && topK < weights.length) keepAtLeast(weights, ascending(weights)[weights.length - topK]);
    if (topP < 1) keepShare(weights, topP);
    return weights;
  }

  function sampleFrom(weights, random) {
    let sum = 0;
    const cumulative = Float64Array.from(weights, (weight) => (sum += weight));
    const threshold = random.next() * sum;
    const id = cumulative.findIndex((reached) => reached > threshold);
    return id >= 0 ? id : cumulative.indexOf(sum); // A product may round up to the whole sum.
  }

  /**
   * Returns the id of the next token.
   *
   * @param logits of each token; -Infinity excludes it
   * @param settings temperature (0 is greedy), topK (0 for all) and topP
   * @param suggestions of the piece's memory, or null: the filters leave the tokens that the network
   *     finds possible, and the mixture decides among them
   * @param random not used by temperature 0
   */
  function sample(logits, settings, suggestions, random) {
    if (settings.temperature === 0) {
      if (!suggestions) return largestOf(logits);
      const mixture = softmax(logits);
      suggestions.mix(mixture, mixture);
      return largestOf(mixture.map((p, id) => (logits[id] === -Infinity ? -Infinity : logarithm(p))));
    }
    const weights = filtered(logits, settings);
    if (!suggestions) return sampleFrom(weights, random);
    const sum = sumAbove(weights, 0);
    const mixture = weights.map((weight) => weight / sum);
    suggestions.mix(softmax(logits), mixture);
    return sampleFrom(mixture.map((p, id) => (weights[id] === 0 ? 0 : p)), random);
  }

  Object.assign(nocturne, { softmax, sample });
})();
