// Signatures that tensorflowjs_converter has converted, in TensorFlow.js: FOLDER CONVERTED BACKEND,
// without notes where generate_from_uniforms is not among them.
// Prints what cases.report prints.
const fs = require("fs");
const path = require("path");
const tf = require("@tensorflow/tfjs");
const wasm = require("@tensorflow/tfjs-backend-wasm");

const [folder, converted, backend] = process.argv.slice(2);
const [WARM_UP, TIMED] = [3, 30];
const LOOP = "generate_from_uniforms";
const INTEGERS = new Set(["notes", "primer", "steps", "top_k", "seed"]);

/** Loads a converted model from its files. */
async function load(signature) {
  const files = path.join(converted, signature);
  const model = JSON.parse(fs.readFileSync(path.join(files, "model.json")));
  const [group] = model.weightsManifest;
  const weights = Buffer.concat(group.paths.map((name) => fs.readFileSync(path.join(files, name))));
  return tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: model.modelTopology,
    format: model.format,
    signature: model.signature,
    userDefinedMetadata: model.userDefinedMetadata,
    weightSpecs: group.weights,
    weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length),
  }));
}

function size(signature) {
  const files = path.join(converted, signature);
  return fs.readdirSync(files).reduce((sum, name) => sum + fs.statSync(path.join(files, name)).size, 0);
}

/** The tensor of an input or output. The converter calls those of equal type and shape by their tensors. */
function tensorName(named, name) {
  const [, found] = Object.entries(named).find(([key]) => key === name || key.endsWith(`${name}:0`));
  return found.name;
}

function tensors(model, inputs) {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [
    tensorName(model.modelSignature.inputs, name),
    tf.tensor(value, undefined, INTEGERS.has(name) ? "int32" : "float32"),
  ]));
}

async function compared(signature, generated) {
  const model = await load(signature);
  let [different, of] = [0, 0];
  for (const one of generated.filter((it) => it.signature === signature)) {
    const notes = one.notes.flat();
    try {
      const theirs = (await model.executeAsync(tensors(model, one.inputs))).dataSync();
      different += theirs.length === notes.length ? notes.filter((note, i) => note !== theirs[i]).length : notes.length;
    } catch (error) {
      console.error(error);
      return { error: String(error.message).split("\n")[0].slice(0, 200) };
    }
    of += notes.length;
  }
  return { different, of };
}

(async () => {
  wasm.setWasmPaths(path.join(path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm/package.json")), "dist/"));
  if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
  await tf.ready();
  const cases = JSON.parse(fs.readFileSync(path.join(folder, "cases.json")));
  const model = await load("serving_default");
  const output = tensorName(model.modelSignature.outputs, "probabilities");
  const predict = (windows) => tf.tidy(() => model.execute(tensors(model, { notes: windows }), output).dataSync());
  const expected = cases.probabilities.flat().map(Math.fround);
  const difference = predict(cases.windows).reduce((most, p, i) => Math.max(most, Math.abs(p - expected[i])), 0);
  const milliseconds = [];
  for (let i = 0; i < WARM_UP + TIMED; i++) {
    const start = performance.now();
    predict(cases.windows.slice(0, 1));
    milliseconds.push(performance.now() - start);
  }
  console.log(JSON.stringify({
    bytes: size("serving_default"),
    difference,
    milliseconds: milliseconds.slice(WARM_UP),
    ...(fs.existsSync(path.join(converted, LOOP)) && { [LOOP]: await compared(LOOP, cases.generated) }),
  }));
})();
