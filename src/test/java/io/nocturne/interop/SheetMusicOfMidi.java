package io.nocturne.interop;

import io.nocturne.midi.MidiReader;
import io.nocturne.music.Completion;
import io.nocturne.music.Piece;
import io.nocturne.notation.SheetMusic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes MIDI files as MusicXML, as {@code generate} writes its pieces. */
final class SheetMusicOfMidi {
  private SheetMusicOfMidi() {}

  /** Its words are the folder to write to and the MIDI files. */
  public static void main(String[] words) throws IOException {
    List<String> files = Arrays.asList(words).subList(1, words.length);
    for (String word : files) {
      Path file = Path.of(word);
      Piece piece = MidiReader.read(file).pieces().get(0);
      String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
      byte[] sheet = SheetMusic.of(Completion.of(piece, 0)).musicXml();
      Files.write(Path.of(words[0], name + ".musicxml"), sheet);
    }
  }
}
