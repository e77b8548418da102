package io.nocturne.corpus;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.CorpusRecords.PieceRecord;
import io.nocturne.corpus.groups.Membership;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/**
 * The places of pieces in record files: some 40 bytes a piece, and 8 for each further {@value
 * #BLOCK} tokens of a long one, so that a window is found without reading the whole piece.
 *
 * @param records for each piece, the byte of its file that its record begins at
 * @param lengths for each piece, how many tokens it has
 * @param firstBlocks for each piece, its first block; then the number of blocks
 * @param starts for each block, the byte of the payload that it begins at; an empty block ends each
 *     piece
 * @param sums for each block, the checksum of its bytes
 * @param memberships the different ones
 * @param membershipOf for each piece, the place of its membership in the list
 */
@SuppressWarnings("ArrayRecordComponent") // This package's own, never compared.
record PieceIndex(
    long[] records,
    int[] lengths,
    int[] firstBlocks,
    int[] starts,
    int[] sums,
    List<Membership> memberships,
    int[] membershipOf) {
  /** The number of tokens of a block; the last of a piece may have fewer. */
  static final int BLOCK = 512;

  /** Returns the number of pieces. */
  int size() {
    return records.length;
  }

  /** Returns the membership of a piece. */
  Membership membership(int piece) {
    return memberships.get(membershipOf[piece]);
  }

  /** Returns the checksum of some bytes. */
  static int sum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  /** Gathers the places of pieces, one after the other. */
  static final class Builder {
    private final LongStream.Builder records = LongStream.builder();
    private final IntStream.Builder lengths = IntStream.builder();
    private final IntStream.Builder firstBlocks = IntStream.builder();
    private final IntStream.Builder starts = IntStream.builder();
    private final IntStream.Builder sums = IntStream.builder();
    private final Map<Membership, Integer> memberships = new LinkedHashMap<>();
    private final IntStream.Builder membershipOf = IntStream.builder();
    private int pieces;
    private int blocks;

    /** Returns the number of pieces so far. */
    int size() {
      return pieces;
    }

    /**
     * Adds a piece.
     *
     * @param at the index in the record's payload at which the packed ids of the piece begin;
     *     negative if they are not in the file
     */
    void add(TokenizedPiece piece, PieceRecord record, int at) {
      records.add(record.offset());
      lengths.add(piece.length());
      firstBlocks.add(blocks);
      membershipOf.add(memberships.computeIfAbsent(piece.membership(), m -> memberships.size()));
      pieces++;
      if (at >= 0) {
        addBlocks(piece.length(), record.payload(), at);
      }
    }

    private void addBlocks(int length, byte[] payload, int at) {
      int start = at;
      for (int from = 0; from < length; from += BLOCK) {
        int end = PackedIds.skip(payload, start, Math.min(BLOCK, length - from));
        addBlock(start, sum(payload, start, end));
        start = end;
      }
      addBlock(start, 0);
    }

    private void addBlock(int start, int sum) {
      starts.add(start);
      sums.add(sum);
      blocks++;
    }

    /** Returns the index of the pieces. */
    PieceIndex build() {
      firstBlocks.add(blocks);
      return new PieceIndex(
          records.build().toArray(),
          lengths.build().toArray(),
          firstBlocks.build().toArray(),
          starts.build().toArray(),
          sums.build().toArray(),
          List.copyOf(memberships.keySet()),
          membershipOf.build().toArray());
    }
  }
}
