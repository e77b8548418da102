#!/usr/bin/env bash
# @tonejs/midi loses a note that is held while its channel changes program.
#
# Versions: @tonejs/midi 2.0.28, midi-file 1.2.4 (which it reads with) for comparison.
#
# Behaviour: a program change applies to the notes that begin after it; sounding notes continue until their own
# note-off. @tonejs/midi sorts the events of each track into tracks of its own by the current program, and looks for a
# note-off among those of the note's program. Here C4 begins with program 0, the program becomes 40 while it is held,
# and its note-off comes after that: C4 is missing, whereas D4 and E4, which end before and begin after the change, are
# there. midi-file, on which it is built, has every message.
#
# Why it matters: an arranger selects the next voice while the last chord still sounds, or a tick before its note-offs.
# Converted to JSON for a browser, that chord is missing; the number of notes is the only trace.
#
# Output seen:
#   messages of midi-file: on 60, on 62, off 62, program 40, off 60, on 64, off 64
#   notes of @tonejs/midi: 62 with program 0, 64 with program 40
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --prefix "$work" @tonejs/midi@2.0.28 midi-file@1.2.4
cd "$work"
cat > read.js <<'NODE'
const assert = require("assert");
const { parseMidi } = require("midi-file");
const { Midi } = require("@tonejs/midi");

const events = [
  [0, 0xc0, 0],
  [0, 0x90, 60, 80], [0, 0x90, 62, 80], [48, 0x80, 62, 0],
  [24, 0xc0, 40],
  [24, 0x80, 60, 0], [0, 0x90, 64, 80], [96, 0x80, 64, 0],
  [0, 0xff, 0x2f, 0],
].flat();
const file = Buffer.from([
  ...Buffer.from("MThd"), 0, 0, 0, 6, 0, 0, 0, 1, 0, 96,
  ...Buffer.from("MTrk"), 0, 0, 0, events.length, ...events,
]);

const messages = parseMidi(file).tracks[0].flatMap((event) => {
  if (event.type === "noteOn") return [`on ${event.noteNumber}`];
  if (event.type === "noteOff") return [`off ${event.noteNumber}`];
  return event.type === "programChange" && event.programNumber > 0 ? [`program ${event.programNumber}`] : [];
}).join(", ");
const notes = new Midi(file).tracks
  .flatMap((track) => track.notes.map((note) => `${note.midi} with program ${track.instrument.number}`)).join(", ");
console.log("messages of midi-file:", messages);
console.log("notes of @tonejs/midi:", notes);
assert.equal(messages, "on 60, on 62, off 62, program 40, off 60, on 64, off 64");
assert.equal(notes, "62 with program 0, 64 with program 40", "the notes are different now");
NODE
node read.js
