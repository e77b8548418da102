package io.nocturne.corpus;

import io.nocturne.base.UserError;
import io.nocturne.base.UserIOException;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.io.file.FileProblem;
import io.nocturne.io.tfrecord.TfRecordFile;
import io.nocturne.token.Tokens;
import io.nocturne.token.Vocabulary;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * The pieces of record files that stay open. Memory holds only where they are; tokens and names are
 * read when they are asked for. Pieces of compressed files, and of writers that do not pack ids,
 * are held whole.
 *
 * <p>All records are checked when the files are opened, and what is read again is compared with
 * checksums from then. Safe for use from several threads.
 */
final class StoredPieces extends AbstractList<TokenizedPiece> implements RandomAccess, Closeable {
  // At most so much of a long piece is read at once.
  private static final int MAX_BLOCKS = 64;

  private final List<TfRecordFile> files;
  private final int[] firstPieces; // Of each file.
  private final Map<Integer, TokenizedPiece> held;
  private final PieceIndex index;
  private final Vocabulary vocabulary;

  private StoredPieces(
      List<TfRecordFile> files,
      int[] firstPieces,
      Map<Integer, TokenizedPiece> held,
      PieceIndex index,
      Vocabulary vocabulary) {
    this.files = files;
    this.firstPieces = firstPieces;
    this.held = held;
    this.index = index;
    this.vocabulary = vocabulary;
  }

  /**
   * Opens files, which the caller closes, and reads them once.
   *
   * @throws IOException as {@link CorpusRecords#read}
   */
  static StoredPieces open(List<Path> paths, Vocabulary vocabulary) throws IOException {
    List<TfRecordFile> files = new ArrayList<>();
    try {
      int[] firstPieces = new int[paths.size()];
      Map<Integer, TokenizedPiece> held = new HashMap<>();
      PieceIndex.Builder index = new PieceIndex.Builder();
      for (Path path : paths) {
        firstPieces[files.size()] = index.size();
        files.add(TfRecordFile.open(path));
        CorpusRecords.read(
            path,
            vocabulary,
            (piece, record) -> {
              byte[] ids = PackedIds.encode(piece.tokens().toArray());
              int at = record.isCompressed() ? -1 : PackedIds.find(record.payload(), ids);
              if (at < 0) {
                held.put(index.size(), piece);
              }
              index.add(piece, record, at);
            });
      }
      return new StoredPieces(files, firstPieces, held, index.build(), vocabulary);
    } catch (Throwable e) {
      close(files);
      throw e;
    }
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public TokenizedPiece get(int piece) {
    if (held.containsKey(piece)) {
      return held.get(piece);
    }
    return new TokenizedPiece(
        () -> whole(piece).source(),
        Tokens.in(
            (from, into, offset, count) -> copy(piece, from, into, offset, count),
            index.lengths()[piece]),
        index.membership(piece));
  }

  private void copy(int piece, int from, int[] into, int offset, int count) {
    int end = from + count;
    int next;
    for (int at = from; at < end; at = next) {
      int block = at / PieceIndex.BLOCK;
      int endBlock = Math.min((end - 1) / PieceIndex.BLOCK, block + MAX_BLOCKS - 1) + 1;
      next = Math.min(end, endBlock * PieceIndex.BLOCK);
      byte[] bytes = blocks(piece, block, endBlock);
      int first = PackedIds.skip(bytes, 0, at - block * PieceIndex.BLOCK);
      PackedIds.decode(bytes, first, into, offset + at - from, next - at);
    }
  }

  /** Reads some blocks of a piece. */
  private byte[] blocks(int piece, int from, int to) {
    int first = index.firstBlocks()[piece] + from;
    int last = index.firstBlocks()[piece] + to;
    int start = index.starts()[first];
    byte[] bytes = new byte[index.starts()[last] - start];
    TfRecordFile file = file(piece);
    try {
      file.read(index.records()[piece], start, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(problem(file, e));
    }
    for (int block = first; block < last; block++) {
      int at = index.starts()[block] - start;
      if (PieceIndex.sum(bytes, at, index.starts()[block + 1] - start) != index.sums()[block]) {
        throw new UncheckedIOException(changed(file, new IOException("another checksum")));
      }
    }
    return bytes;
  }

  /** Reads a whole record again. */
  private TokenizedPiece whole(int piece) {
    TfRecordFile file = file(piece);
    try {
      byte[] payload = file.payload(index.records()[piece]);
      return CorpusRecords.piece(payload, file.path().toString(), vocabulary);
    } catch (IOException e) {
      throw new UncheckedIOException(problem(file, e));
    }
  }

  private TfRecordFile file(int piece) {
    int found = Arrays.binarySearch(firstPieces, piece);
    if (found < 0) {
      return files.get(-found - 2);
    }
    // Files without pieces share their number with the file after them, which is meant.
    while (found + 1 < firstPieces.length && firstPieces[found + 1] == piece) {
      found++;
    }
    return files.get(found);
  }

  private static IOException problem(TfRecordFile file, IOException e) {
    return e instanceof EOFException || e instanceof UserError
        ? changed(file, e)
        : FileProblem.of(file.path(), e);
  }

  private static IOException changed(TfRecordFile file, IOException cause) {
    return new UserIOException(
        file.path()
            + ": has changed since it was opened; put the old file back or prepare the corpus"
            + " again, then repeat the command",
        cause);
  }

  @Override
  public void close() throws IOException {
    close(files);
  }

  private static void close(List<TfRecordFile> files) throws IOException {
    for (TfRecordFile file : files) {
      file.close();
    }
  }
}
