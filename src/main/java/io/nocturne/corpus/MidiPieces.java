package io.nocturne.corpus;

import io.nocturne.input.MusicFileException;
import io.nocturne.input.MusicReader;
import io.nocturne.io.file.FileProblem;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pieces of files of music, without tokens.
 *
 * @param pieces by path, those of a folder by name; called by their path below it
 * @param skipped files that cannot be read, a sentence each
 */
public record MidiPieces(List<Piece> pieces, List<String> skipped) {
  public MidiPieces {
    pieces = List.copyOf(pieces);
    skipped = List.copyOf(skipped);
  }

  /**
   * Reads files and folders, and the embedded pieces where they are named, leniently.
   *
   * @throws IOException if a path does not exist or a folder holds no music
   */
  public static MidiPieces read(List<Path> inputs) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    try (SourceCursor sources = SourceCursor.open(inputs, Exclusion.NONE)) {
      for (var next = sources.next(); next.isPresent(); next = sources.next()) {
        MidiSource source = next.get();
        try {
          pieces.addAll(pieces(source));
        } catch (MusicFileException e) {
          skipped.add(e.getMessage());
        } catch (IOException e) {
          skipped.add(source.shown() + ": " + FileProblem.reason(e));
        }
      }
    }
    return new MidiPieces(pieces, skipped);
  }

  private static List<Piece> pieces(MidiSource source) throws IOException {
    byte[] bytes = source.content().bytes();
    return MusicReader.read(bytes, source.name(), source.shown(), ReadOptions.DEFAULT).pieces();
  }

  /** Returns these pieces as a corpus has them. */
  public MidiPieces with(Preprocessing preprocessing) {
    return new MidiPieces(
        pieces.stream().map(piece -> preprocessing.apply(piece).piece()).toList(), skipped);
  }
}
