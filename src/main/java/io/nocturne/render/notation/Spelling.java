package io.nocturne.render.notation;

import io.nocturne.music.Note;

/**
 * A note's name: a letter, an accidental and an octave.
 *
 * @param step A to G
 * @param alter semitones above the letter's own pitch, or below if negative: -2 to 2
 * @param octave that of the letter; middle C begins octave 4
 */
record Spelling(char step, int alter, int octave) {
  private static final String FIFTHS = "FCGDAEB";

  /** Inverse of 7 modulo 12: how many fifths up a semitone is. */
  private static final int FIFTHS_A_SEMITONE = 7;

  // In C major from Eb to G#, as the usual chromatic notes of C major and A minor are spelled
  // (compare D. Temperley, The Cognition of Basic Musical Structures, 2001, chapter 5).
  private static final int FLATTEST = -3;

  /**
   * Returns the name of a pitch: of its names on the line of fifths the one nearest to the key's.
   * C0 is never B# of the octave below, which MusicXML does not have.
   *
   * @param pitch at least 12
   * @param sharps of the key signature, or flats if negative
   */
  static Spelling of(int pitch, int sharps) {
    Spelling nearest = nearest(pitch, sharps);
    return nearest.octave < 0 ? nearest(pitch, 0) : nearest;
  }

  private static Spelling nearest(int pitch, int sharps) {
    int low = sharps + FLATTEST;
    int fifths = low + Math.floorMod(pitch * FIFTHS_A_SEMITONE - low, Note.OCTAVE);
    char step = FIFTHS.charAt(Math.floorMod(fifths + 1, 7));
    int alter = Math.floorDiv(fifths + 1, 7);
    int octave = Math.floorDiv(pitch - alter, Note.OCTAVE) - 1;
    return new Spelling(step, alter, octave);
  }

  /** Returns a key signature's alteration of a letter: -1, 0 or 1. */
  static int inKey(char step, int sharps) {
    int place = FIFTHS.indexOf(step);
    if (sharps > 0) {
      return place < sharps ? 1 : 0;
    }
    return 6 - place < -sharps ? -1 : 0;
  }

  /** Returns MusicXML's name of the accidental. */
  String accidental() {
    return switch (alter) {
      case -2 -> "flat-flat";
      case -1 -> "flat";
      case 0 -> "natural";
      case 1 -> "sharp";
      default -> "double-sharp";
    };
  }
}
