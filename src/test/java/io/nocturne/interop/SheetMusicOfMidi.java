package io.nocturne.interop;

import io.nocturne.midi.MidiReader;
import io.nocturne.music.Completion;
import io.nocturne.music.Piece;
import io.nocturne.render.notation.SheetMusic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes MIDI files as MusicXML, as {@code generate} writes its pieces. */
final class SheetMusicOfMidi {
  private SheetMusicOfMidi() {}

  /** Its words are the MIDI files, each followed by the file to write. */
  public static void main(String[] words) throws IOException {
    for (int i = 0; i < words.length; i += 2) {
      Piece piece = MidiReader.read(Path.of(words[i])).pieces().get(0);
      byte[] sheet = SheetMusic.of(Completion.of(piece, 0)).musicXml();
      Files.write(Path.of(words[i + 1]), sheet);
    }
  }
}
