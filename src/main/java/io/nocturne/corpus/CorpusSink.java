package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import java.io.IOException;

/** Receives the files and pieces of a corpus, in the order of reading. */
interface CorpusSink {
  /** Receives the outcome of a file, after the pieces that are of it. */
  void add(FileReport file) throws IOException;

  /**
   * Receives a piece.
   *
   * @param source the number of its source among all, from 0
   */
  void add(long source, TokenizedPiece piece) throws IOException;
}
