package io.nocturne.musicxml;

import io.nocturne.base.Numbers;

/** The kinds of problem that lenient reading survives, in words. */
enum Problem {
  ENCODING(
      "document that is not in its encoding",
      "documents that are not in their encoding",
      "read as Latin-1"),
  NO_DURATION("note without a valid duration", "notes without a valid duration", "left out"),
  PITCH(
      "note whose pitch is invalid or not MIDI's",
      "notes whose pitch is invalid or not MIDI's",
      "left out"),
  MICROTONE("microtone", "microtones", "rounded to semitones"),
  CUE("cue note", "cue notes", "played, as the program that wrote the file marks small notes so"),
  BACKUP(
      "backup to before the measure", "backups to before the measure", "stopped at its beginning"),
  MOVE(
      "backup or forward without a valid duration",
      "backups or forwards without a valid duration",
      "left out"),
  DIVISIONS("invalid number of divisions", "invalid numbers of divisions", "left out"),
  RESOLUTION(
      "number of divisions that MIDI's ticks cannot express with the others",
      "numbers of divisions that MIDI's ticks cannot express with the others",
      "times are rounded"),
  TEMPO("invalid tempo", "invalid tempos", "left out"),
  TIME(
      "time signature that MIDI cannot express",
      "time signatures that MIDI cannot express",
      "left out"),
  KEY(
      "key signature that MIDI cannot express",
      "key signatures that MIDI cannot express",
      "left out"),
  INSTRUMENT(
      "invalid MIDI channel, program or key",
      "invalid MIDI channels, programs or keys",
      "left out"),
  UNPITCHED("unpitched note without a MIDI key", "unpitched notes without a MIDI key", "left out"),
  MEASURE_REPEAT("sign to repeat measures", "signs to repeat measures", "not played"),
  TARGET("jump to a place that does not exist", "jumps to a place that does not exist", "left out"),
  CONTAINER(
      "container without a usable META-INF/container.xml", "containers", "its first score is read");

  private final String one;
  private final String many;
  private final String treatment;

  Problem(String one, String many, String treatment) {
    this.one = one;
    this.many = many;
    this.treatment = treatment;
  }

  /** Returns the clause of a number of them. */
  String clause(long count) {
    return Numbers.grouped(count) + " " + (count == 1 ? one : many) + "; " + treatment;
  }
}
