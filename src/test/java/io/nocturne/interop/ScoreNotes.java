package io.nocturne.interop;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.musicxml.ScoreReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the notes of MusicXML files as text, a line each, for comparison with other readers. */
public final class ScoreNotes {
  private ScoreNotes() {}

  /**
   * Takes pairs of a MusicXML file and the text to write: the ticks of a quarter, then onset,
   * duration and pitch of each note.
   */
  public static void main(String... files) throws IOException {
    for (int i = 0; i < files.length; i += 2) {
      byte[] bytes = Files.readAllBytes(Path.of(files[i]));
      Piece piece = ScoreReader.read(bytes, files[i], files[i], ReadOptions.DEFAULT).piece();
      try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(files[i + 1])))) {
        out.println(((Metrical) piece.division()).ticksPerQuarter());
        for (Note note : piece.notes()) {
          out.println(note.onsetTicks() + " " + note.durationTicks() + " " + note.pitch());
        }
      }
    }
  }
}
