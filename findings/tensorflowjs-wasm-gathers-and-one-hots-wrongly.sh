#!/usr/bin/env bash
# TensorFlow.js's WebAssembly gathers other numbers with batch dimensions, and writes no ones into one-hot rows of floats.
#
# Versions: @tensorflow/tfjs-core, tfjs-backend-cpu and tfjs-backend-wasm 4.22.0, in Node.js 20.
#
# Behaviour: tf.gather(matrix, columns, 1, 1) picks elements of each row; with the WebAssembly backend those of the second row
# are other numbers. tf.oneHot with dtype float32 writes the bits of the integer 1, which as a float is 1.4e-45.
# Neither is reported, and the CPU backend has both right.
#
# Why it matters: choosing a token of each row by its rank gives other tokens as soon as there are two rows, and a product
# with one-hot rows is zero. Adding a row's beginning to the column, and comparing with a range, avoid both.
#
# Output seen:
#   column 0 and 1 of the rows 1,2 and 3,4:  cpu 1,4   wasm 1 and another number
#   a one-hot row of floats:                 cpu 0,1   wasm 0,1.4e-45
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" @tensorflow/tfjs-core@4.22.0 \
  @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cd "$work"
cat > kernels.js <<'NODE'
const assert = require("assert");
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const wasm = require("@tensorflow/tfjs-backend-wasm");

async function results(backend) {
  assert(await tf.setBackend(backend));
  await tf.ready();
  const matrix = tf.tensor2d([1, 2, 3, 4], [2, 2], "int32");
  const columns = tf.tensor2d([0, 1], [2, 1], "int32");
  return {
    gathered: Array.from(tf.gather(matrix, columns, 1, 1).dataSync()),
    hot: Array.from(tf.oneHot(tf.tensor1d([1], "int32"), 2, 1, 0, "float32").dataSync()),
  };
}

(async () => {
  wasm.setWasmPaths(`${__dirname}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`);
  const right = await results("cpu");
  const wrong = await results("wasm");
  const shown = (hot) => hot.map((x) => Number(x.toPrecision(2))).join();
  console.log(`column 0 and 1 of the rows 1,2 and 3,4:  cpu ${right.gathered}   wasm ${wrong.gathered}`);
  console.log(`a one-hot row of floats:                 cpu ${shown(right.hot)}   wasm ${shown(wrong.hot)}`);
  assert.deepEqual(right, { gathered: [1, 4], hot: [0, 1] });
  assert.notDeepEqual(wrong.gathered, right.gathered, "gather with batch dimensions is right");
  assert(wrong.hot[1] < 1e-44, "one-hot rows are right");
})();
NODE
node kernels.js 2>&1 | grep -v "^$\|^=\|^Hi, looks"
exit "${PIPESTATUS[0]}"
