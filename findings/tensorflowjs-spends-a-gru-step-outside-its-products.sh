#!/usr/bin/env bash
# TensorFlow.js takes several times as long for a GRU step of one sequence as one loop of WebAssembly over its products.
#
# Versions: @tensorflow/tfjs-core and tfjs-backend-wasm 4.22.0, with SIMD, in Node.js 20.
#
# Behaviour: the two layers of 256 units, with one token at a time, are 0.7 million multiplications in six products,
# a tenth of a millisecond. In TensorFlow.js they are some 40 operators; each allocates a tensor, checks its arguments and calls
# WebAssembly. Only when many sequences are read at once do the products weigh more than the calls.
#
# Why it matters: who composes on a page computes one sequence, token by token, and both directions of the published
# network take 160 such steps for each note. nocturne's page has one product of its own (kernel.js), which this script
# runs beside TensorFlow.js: both give the same logits.
#
# Output seen, on two cores that other programs used, too:
#   largest difference of logits: 8e-8
#   milliseconds a token, least of 7: TensorFlow.js 0.70, kernel.js 0.14
set -eu
scripts=$(cd "$(dirname "$0")/.." && pwd)/src/main/resources/io/nocturne/export/web
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" @tensorflow/tfjs-core@4.22.0 \
  @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cd "$work"
cat > compare.js <<'NODE'
const assert = require("assert");
const fs = require("fs");
const vm = require("vm");
const tf = require("@tensorflow/tfjs-core");
const wasm = require("@tensorflow/tfjs-backend-wasm");
for (const name of ["kernel", "network"]) vm.runInThisContext(fs.readFileSync(`${process.argv[2]}/${name}.js`, "utf8"));

const [VOCABULARY, EMBEDDING, UNITS] = [283, 128, 256];
const shapes = {
  "embedding/embeddings": [VOCABULARY, EMBEDDING],
  "gru_0/kernel": [EMBEDDING, 3 * UNITS], "gru_0/recurrent_kernel": [UNITS, 3 * UNITS], "gru_0/bias": [2, 3 * UNITS],
  "gru_1/kernel": [UNITS, 3 * UNITS], "gru_1/recurrent_kernel": [UNITS, 3 * UNITS], "gru_1/bias": [2, 3 * UNITS],
  "dense/kernel": [UNITS, VOCABULARY], "dense/bias": [VOCABULARY],
};
const size = (shape) => shape.reduce((a, b) => a * b);
let seed = 1;
const values = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name,
  Float32Array.from({ length: size(shape) }, () => (seed = (seed * 48271) % 2147483647) / 2147483647 * 0.1 - 0.05)]));

const network = new nocturne.Network({
  spec: { embedding: EMBEDDING, units: UNITS, layers: 2, window: 40, directions: "forward", targets: "every" },
  weights: {
    list: Object.entries(shapes).map(([name, shape]) => ({ name, shape })),
    base64: Buffer.concat(Object.values(values).map((one) => Buffer.from(one.buffer))).toString("base64"),
  },
});

function tensorFlow() {
  const w = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tf.tensor(values[name], shape)]));
  let states = [tf.zeros([1, UNITS]), tf.zeros([1, UNITS])];
  return (id) => {
    const [logits, ...after] = tf.tidy(() => {
      let x = tf.gather(w["embedding/embeddings"], tf.tensor1d([id], "int32"));
      const read = states.map((h, i) => {
        const [inputBias, recurrentBias] = tf.split(w[`gru_${i}/bias`], 2, 0);
        const [xz, xr, xh] = tf.split(tf.add(tf.matMul(x, w[`gru_${i}/kernel`]), inputBias), 3, 1);
        const [hz, hr, hh] = tf.split(tf.add(tf.matMul(h, w[`gru_${i}/recurrent_kernel`]), recurrentBias), 3, 1);
        const update = tf.sigmoid(tf.add(xz, hz));
        const candidate = tf.tanh(tf.add(xh, tf.mul(tf.sigmoid(tf.add(xr, hr)), hh)));
        x = tf.add(candidate, tf.mul(update, tf.sub(h, candidate)));
        return x;
      });
      return [tf.add(tf.matMul(x, w["dense/kernel"]), w["dense/bias"]), ...read];
    });
    states.forEach((state) => state.dispose());
    states = after;
    const read = logits.dataSync();
    logits.dispose();
    return read;
  };
}

function milliseconds(read) {
  const times = Array.from({ length: 7 }, () => {
    const begin = performance.now();
    for (let i = 0; i < 100; i++) read((i * 37) % VOCABULARY);
    return (performance.now() - begin) / 100;
  });
  return Math.min(...times);
}

(async () => {
  wasm.setWasmPaths(`${__dirname}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  assert(await tf.setBackend("wasm"));
  await tf.ready();
  const library = tensorFlow();
  const own = (id) => network.read(id);
  let difference = 0;
  for (let i = 0; i < 20; i++) {
    const expected = library(i);
    own(i).forEach((logit, id) => { difference = Math.max(difference, Math.abs(logit - expected[id])); });
  }
  const [theirs, ours] = [milliseconds(library), milliseconds(own)];
  console.log("largest difference of logits:", difference.toExponential(0));
  console.log("milliseconds a token, least of 7: TensorFlow.js", theirs.toFixed(2) + ", kernel.js", ours.toFixed(2));
  assert(difference < 1e-5, "they do not compute the same");
  assert(network.isVectorized && theirs > 2 * ours, "TensorFlow.js has become as fast");
})();
NODE
node compare.js "$scripts"
