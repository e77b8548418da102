package io.nocturne.render.soundfont;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Plays a SoundFont as a program does that has not asked Java for its synthesizer. */
final class SoundFontProbe {
  private SoundFontProbe() {}

  public static void main(String[] words) throws IOException {
    Piece piece = Piece.of("piece", 480, List.of(new Note(0, 480, 69, 100, 0)));
    SoundFont.read(Path.of(words[0])).play(piece).writeSamples(OutputStream.nullOutputStream());
  }
}
