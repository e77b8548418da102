#!/usr/bin/env bash
# Within the functions of a graph, TensorFlow.js takes one result of an op for another.
#
# Versions: @tensorflow/tfjs-core, tfjs-backend-cpu and tfjs-converter 4.22.0, in Node.js 20.
#
# Behaviour: the bodies of loops and the branches of conditionals are functions, in which the second result of a TopKV2
# is named "top:indices:0". TensorFlow.js reads this name as the first result, the values. Where a function returns two
# results of one op, it returns the last one for both. Nothing is reported. In the graph outside of functions, where
# these results are named "top:1" and "top", both are right.
#
# Why it matters: a loop that samples from the most likely tokens takes scores for tokens. tensorflowjs_converter
# replaces loops and conditionals by ops without functions, but only those with the attribute
# _lower_using_switch_merge, which TensorFlow for Python sets and other languages do not.
#
# Output seen, for the numbers 5 and 7:
#   top-2 indices:  1,0 stated; 7,5 in a function
#   both halves:    5 and 7 stated; 7 and 7 from a function
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" @tensorflow/tfjs-core@4.22.0 \
  @tensorflow/tfjs-backend-cpu@4.22.0 @tensorflow/tfjs-converter@4.22.0
cd "$work"
cat > functions.js <<'NODE'
const assert = require("assert");
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");
const { loadGraphModel } = require("@tensorflow/tfjs-converter");

const type = (name) => ({ type: name });
const input = (name, dtype) => ({ name, op: "Placeholder", attr: { dtype: type(dtype), shape: { shape: { unknownRank: true } } } });

/** A function of floats x and a number n. */
const definition = (name, node, results) => ({
  signature: {
    name,
    inputArg: [{ name: "x", type: "DT_FLOAT" }, { name: "n", type: "DT_INT32" }],
    outputArg: results.map(([key, of]) => ({ name: key, type: of })),
  },
  nodeDef: [node],
  ret: Object.fromEntries(results.map(([key, , tensor]) => [key, tensor])),
});

/** What a conditional whose branches are both this function returns for 5 and 7. */
async function branch(n, node, results) {
  const conditional = {
    name: "if", op: "StatelessIf", input: ["condition", "x", "n"],
    attr: {
      then_branch: { func: { name: "f" } }, else_branch: { func: { name: "f" } }, Tcond: type("DT_BOOL"),
      Tin: { list: { type: ["DT_FLOAT", "DT_INT32"] } }, Tout: { list: { type: results.map(([, of]) => of) } },
    },
  };
  const modelTopology = {
    node: [input("condition", "DT_BOOL"), input("x", "DT_FLOAT"), input("n", "DT_INT32"), conditional],
    library: { function: [definition("f", node, results)] }, versions: {},
  };
  const model = await loadGraphModel({ load: async () => ({ modelTopology, weightSpecs: [], weightData: new ArrayBuffer(0) }) });
  const feeds = { condition: tf.scalar(true, "bool"), x: tf.tensor1d([5, 7]), n: tf.scalar(n, "int32") };
  const outputs = await model.executeAsync(feeds, results.map((_, i) => `if:${i}`));
  return [outputs].flat().map((output) => Array.from(output.dataSync()).join());
}

(async () => {
  await tf.setBackend("cpu");
  const top = { name: "top", op: "TopKV2", input: ["x", "n"], attr: { T: type("DT_FLOAT"), sorted: { b: true } } };
  const [indices] = await branch(2, top, [["i", "DT_INT32", "top:indices:0"]]);
  const split = { name: "split", op: "Split", input: ["n", "x"], attr: { T: type("DT_FLOAT"), num_split: { i: 2 } } };
  const halves = await branch(0, split,
    [["first", "DT_FLOAT", "split:output:0"], ["second", "DT_FLOAT", "split:output:1"]]);
  const outside = Array.from(tf.topk(tf.tensor1d([5, 7]), 2).indices.dataSync()).join();
  console.log(`top-2 indices:  ${outside} stated; ${indices} in a function`);
  console.log(`both halves:    5 and 7 stated; ${halves.join(" and ")} from a function`);
  assert.equal(outside, "1,0");
  assert.equal(indices, "7,5", "the indices are others");
  assert.deepEqual(halves, ["7", "7"], "the halves are others");
})();
NODE
node functions.js 2>&1 | grep -v "^$\|^=\|^Hi, looks"
exit "${PIPESTATUS[0]}"
