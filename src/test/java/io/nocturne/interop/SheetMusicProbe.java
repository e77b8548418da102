package io.nocturne.interop;

import io.nocturne.music.Completion;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.render.notation.SheetMusic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes pieces of many voices as MusicXML, and their notes as text, for another reader. The last
 * one has more voices than two staves can hold apart.
 */
final class SheetMusicProbe {
  private static final List<TimeSignature> TIMES =
      List.of(
          new TimeSignature(0, 4, 4),
          new TimeSignature(0, 3, 4),
          new TimeSignature(0, 6, 8),
          new TimeSignature(0, 4, 4));

  private static final int[] LINES = {3, 3, 3, 12};

  /** Lengths in twenty-fourths of a quarter, of which three triplets are together a quarter. */
  private static final int[][] BEATS = {
    {24}, {12, 12}, {18, 6}, {8, 8, 8}, {48}, {36, 12}, {16, 8}
  };

  private SheetMusicProbe() {}

  /** Its word is the folder to write to. */
  public static void main(String[] words) throws IOException {
    for (int i = 0; i < TIMES.size(); i++) {
      List<Note> notes = notes(new SplittableRandom(i), LINES[i]);
      Piece piece =
          new Piece(
              "piece " + i,
              new Metrical(24),
              List.of(Track.of("", notes)),
              List.of(),
              List.of(TIMES.get(i)),
              List.of());
      SheetMusic music = SheetMusic.of(Completion.of(piece, 0));
      Files.write(Path.of(words[0], i + ".musicxml"), music.musicXml());
      List<String> lines = new ArrayList<>();
      for (Note note : notes) {
        lines.add(note.onsetTicks() + " " + note.durationTicks() + " " + note.pitch());
      }
      Files.write(Path.of(words[0], i + ".txt"), lines);
    }
  }

  /** Lines of their own rhythms, some of whose notes are chords. */
  private static List<Note> notes(SplittableRandom random, int lines) {
    List<Note> notes = new ArrayList<>();
    int pitches = 48 / lines;
    for (int line = 0; line < lines; line++) {
      long at = 0;
      while (at < 600) {
        for (int length : BEATS[random.nextInt(BEATS.length)]) {
          int pitch = 40 + pitches * line + random.nextInt(pitches - 2);
          notes.add(new Note(at, length, pitch, 80, 0));
          if (random.nextInt(4) == 0) {
            notes.add(new Note(at, length, pitch + 4, 80, 0));
          }
          at += length;
        }
      }
    }
    notes.sort(Note.BY_ONSET_THEN_PITCH);
    return notes;
  }
}
