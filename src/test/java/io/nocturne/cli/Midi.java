package io.nocturne.cli;

import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** MIDI files made for a test. */
public final class Midi {

  private Midi() {}

  /** A file of quarter notes, one after the other. */
  public static Path file(Path file, int... pitches) throws IOException {
    return Files.write(file, bytes(pitches));
  }

  /** A file that ends one byte too early, within its last event. */
  public static Path cut(Path file, int... pitches) throws IOException {
    byte[] whole = bytes(pitches);
    return Files.write(file, Arrays.copyOf(whole, whole.length - 1));
  }

  /** The bytes of such a file. */
  static byte[] bytes(int... pitches) {
    List<Note> notes =
        IntStream.range(0, pitches.length)
            .mapToObj(i -> new Note(i * 480L, 480, pitches[i], 64, 0))
            .toList();
    return MidiWriter.write(Piece.of("", 480, notes), 0);
  }
}
