package io.nocturne.corpus;

import io.nocturne.corpus.MidiSources.MidiSource;
import io.nocturne.midi.MidiReader;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of MIDI files as they are, without tokens.
 *
 * @param pieces by path, those of a folder by name; called by their file's name
 * @param skipped files that cannot be read, a sentence each
 */
public record MidiPieces(List<Piece> pieces, List<String> skipped) {
  public MidiPieces {
    pieces = List.copyOf(pieces);
    skipped = List.copyOf(skipped);
  }

  /**
   * Reads files and folders, leniently.
   *
   * @throws IOException if a path does not exist or a folder holds no MIDI file
   */
  public static MidiPieces read(List<Path> inputs) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (MidiSource source : MidiSources.find(inputs)) {
      if (source.problem().isPresent()) {
        skipped.add(source.shown() + ": " + source.problem().get());
        continue;
      }
      try {
        pieces.addAll(MidiReader.read(source.path()).pieces());
      } catch (IOException e) {
        skipped.add(e.getMessage());
      }
    }
    return new MidiPieces(pieces, skipped);
  }
}
