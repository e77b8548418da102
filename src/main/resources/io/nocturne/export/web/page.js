// The page: connects its controls with the network, the score, the picture and the sound.
"use strict";
(() => {
  const { nocturne } = globalThis;
  const { Composer, Keys, Piano, Roll, Score, instrument, readMidi, writeMidi } = nocturne;
  const SECONDS_OF_A_MINUTE = 60;
  const MAX_SEED = 1_000_000;
  /** How long the page computes before it shows what there is and listens to its user. */
  const TURN_MILLISECONDS = 30;

  const element = (id) => document.getElementById(id);
  const shared = instrument(nocturne.run);
  const { tokens } = shared;
  const score = new Score(tokens);
  const roll = new Roll(element("roll"));
  const piano = new Piano();
  const keys = new Keys(element("keys"), pressed);
  let composing = null; // The composition in progress; another one, or none, ends it.
  let fileName = null;

  const say = (text) => { element("status").textContent = text; };
  const seconds = (ticks, { ticksPerQuarter }) =>
    ((ticks / ticksPerQuarter) * SECONDS_OF_A_MINUTE) / Number(element("beats").value);

  function show() {
    const piece = score.piece();
    roll.show(piece);
    const isEmpty = piece.notes.length === 0;
    element("play").disabled = isEmpty;
    element("download").disabled = isEmpty;
    element("play-new").hidden = piece.newFrom === null;
    element("keep").hidden = !score.hasNew;
    element("undo").disabled = !score.hasBeginning;
    element("clear").disabled = isEmpty;
  }

  // ---- The beginning

  function changed() {
    composing = null;
    piano.stop();
    show();
  }

  function pressed(pitch, isTogether) {
    const length = Number(element("length").value);
    piano.key(pitch, seconds(length, { ticksPerQuarter: 1 }), nocturne.DEFAULT_VELOCITY);
    score.add(pitch, isTogether || element("together").checked, length);
    changed();
    roll.reveal(score.piece().notes.at(-1)?.onset ?? 0);
    say(`${nocturne.pitchName(pitch)} added to the beginning.`);
  }

  async function open(file) {
    if (!file) return;
    try {
      const piece = readMidi(await file.arrayBuffer());
      if (!score.begin(piece)) throw new Error("none of its notes can be expressed in this network's tokens");
      if (piece.beats !== null && !tokens.hasSeconds) {
        element("beats").value = Math.min(300, Math.max(20, Math.round(piece.beats)));
      }
      fileName = file.name.replace(/\.midi?$/i, "");
      changed();
      say(`${file.name}: ${piece.notes.length} notes are the beginning.`);
    } catch (problem) {
      score.clear();
      changed();
      say(`${file.name}: ${problem.message}. Choose another MIDI file.`);
    }
  }

  // ---- Composing

  /** Returns the settings, or says which one is wrong and returns null. */
  function settings() {
    for (const input of document.querySelectorAll("#settings input")) {
      if (!input.checkValidity()) {
        say(`${input.labels[0].firstChild.textContent.trim()}: ${input.validationMessage}`);
        input.focus();
        return null;
      }
    }
    const number = (id) => Number(element(id).value);
    return {
      notes: number("notes"),
      temperature: number("temperature"),
      topK: number("top-k"),
      topP: number("top-p"),
      memory: nocturne.run.memory ? number("memory") : 0,
      seed: BigInt(element("seed").value.trim()),
    };
  }

  /** Lets the browser draw and react, without the pause of a timer. */
  const turn = () => new Promise((proceed) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { channel.port1.close(); proceed(); };
    channel.port2.postMessage(null);
  });

  async function compose() {
    const chosen = settings();
    if (!chosen) return;
    changed();
    const began = performance.now();
    const composer = new Composer(shared, score.primer, chosen);
    composing = composer;
    element("compose").textContent = "Stop";
    let pause = performance.now() + TURN_MILLISECONDS;
    let notes = 0;
    for (notes of composer.notes(chosen.notes)) {
      if (performance.now() < pause) continue;
      score.ids = composer.ids;
      show();
      say(`${notes} of ${chosen.notes} notes`);
      await turn();
      if (composing !== composer) break;
      pause = performance.now() + TURN_MILLISECONDS;
    }
    if (composing === composer || composing === null) element("compose").textContent = "Compose";
    if (composing !== composer) return;
    composing = null;
    score.ids = composer.ids;
    show();
    roll.reveal(score.piece().newFrom ?? 0);
    const milliseconds = performance.now() - began;
    const took = milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
    const ended = notes < chosen.notes ? ", where the piece ended" : "";
    say(`${notes} new notes${ended}, with seed ${chosen.seed}, in ${took}.`);
  }

  function stopComposing() {
    composing = null;
    say("Stopped.");
    show();
  }

  function another() {
    element("seed").value = Math.floor(Math.random() * MAX_SEED);
    compose();
  }

  // ---- Sound

  function play(fromTick) {
    const piece = score.piece();
    const notes = nocturne.sustained(piece).map(({ onset, length, pitch, velocity }) =>
      ({ at: seconds(onset, piece), seconds: seconds(length, piece), pitch, velocity }));
    element("play").textContent = "Stop playing";
    piano.play(notes, seconds(fromTick, piece), () => {
      element("play").textContent = "Play";
      roll.follow(null);
      keys.light([]);
    });
    const follow = () => {
      if (!piano.isPlaying) return;
      const now = piano.position;
      roll.follow(Math.max(0, now / seconds(1, piece)));
      keys.light(notes.filter((one) => one.at <= now && now < one.at + one.seconds).map(({ pitch }) => pitch));
      requestAnimationFrame(follow);
    };
    follow();
  }

  function toggle() {
    if (piano.isPlaying) piano.stop();
    else if (!element("play").disabled) play(0);
  }

  function download() {
    const name = `${fileName ?? nocturne.run.name}-${element("seed").value}`;
    const bytes = writeMidi(score.piece(), Number(element("beats").value), name);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: "audio/midi" }));
    link.download = `${name}.mid`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(`${name}.mid is in your downloads.`);
  }

  // ---- Connections

  const clicked = (id, action) => element(id).addEventListener("click", action);
  clicked("compose", () => (composing ? stopComposing() : compose()));
  clicked("another", another);
  clicked("play", toggle);
  clicked("play-new", () => play(score.piece().newFrom));
  clicked("download", download);
  clicked("keep", () => { score.keep(); changed(); element("compose").focus(); });
  clicked("undo", () => { score.removeLast(); changed(); });
  clicked("clear", () => { score.clear(); fileName = null; changed(); });
  element("file").addEventListener("change", (event) => open(event.target.files[0]));

  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.target.closest("input, select, button, summary, a");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!composing) compose();
    } else if (event.key === "Escape") {
      if (composing) stopComposing();
      piano.stop();
    } else if (event.key === " " && isPlain) {
      event.preventDefault();
      toggle();
    } else if (event.key === "Backspace" && event.target.closest("#keys")) {
      event.preventDefault();
      if (score.hasBeginning) element("undo").click();
    }
  });

  for (const range of document.querySelectorAll("input[type=range]")) {
    const output = element(`${range.id}-value`);
    const update = () => { output.textContent = Number(range.value).toFixed(2); };
    range.addEventListener("input", update);
    update();
  }
  element("seed").value = Math.floor(Math.random() * MAX_SEED);
  element("rhythm").hidden = !tokens.hasRhythm;
  element("beats").closest("label").hidden = tokens.hasSeconds;
  element("memory-field").hidden = !nocturne.run.memory;
  if (nocturne.run.memory) {
    element("memory").value = nocturne.run.memory.trust;
    element("memory").dispatchEvent(new Event("input"));
  }
  nocturne.page = { score, shared };
  document.documentElement.dataset.ready = "";
  show();
  say("Ready. Compose from nothing, or play a beginning first.");
})();
