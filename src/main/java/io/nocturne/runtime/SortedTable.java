package io.nocturne.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Reads LevelDB's sorted tables of strings, in which TensorFlow keeps the index of a checkpoint,
 * and checks every offset, length and checksum.
 */
final class SortedTable {
  private static final int FOOTER_BYTES = 48;
  private static final long MAGIC = 0xdb4775248b80fb57L;

  /** The type of a block and its checksum. */
  private static final int TRAILER_BYTES = 1 + Integer.BYTES;

  private static final int CRC_MASK = 0xa282ead8;

  private final byte[] table;

  private SortedTable(byte[] table) {
    this.table = table;
  }

  /**
   * Returns the values by key; the bytes of a key are its characters.
   *
   * @throws IllegalArgumentException if the table is damaged; the message is a clause without its
   *     subject, such as {@code has a key twice}
   */
  static Map<String, ByteBuffer> read(byte[] table) {
    return new SortedTable(table).values();
  }

  private Map<String, ByteBuffer> values() {
    int footer = table.length - FOOTER_BYTES;
    require(footer >= 0, "is shorter than its footer");
    ByteBuffer end = slice(footer, FOOTER_BYTES);
    require(end.getLong(FOOTER_BYTES - Long.BYTES) == MAGIC, "does not end as such a file does");
    block(end); // Of statistics, which TensorFlow leaves empty.
    Map<String, ByteBuffer> values = new TreeMap<>();
    for (ByteBuffer handle : entries(block(end)).values()) {
      for (Map.Entry<String, ByteBuffer> each : entries(block(handle)).entrySet()) {
        require(values.put(each.getKey(), each.getValue()) == null, "has a key twice");
      }
    }
    return values;
  }

  /** Returns the block of a handle, which is its offset and its length. */
  private ByteBuffer block(ByteBuffer handle) {
    long offset = varint(handle);
    long length = varint(handle);
    long room = (long) table.length - FOOTER_BYTES - TRAILER_BYTES;
    require(
        length >= 0 && length <= room && offset >= 0 && offset <= room - length,
        "has a block outside of the file");
    int from = (int) offset;
    int size = (int) length;
    ByteBuffer trailer = slice(from + size, TRAILER_BYTES);
    require(trailer.get() == 0, "has a compressed block, which TensorFlow does not write");
    CRC32C sum = new CRC32C();
    sum.update(table, from, size + 1);
    require(
        trailer.getInt() == Integer.rotateRight((int) sum.getValue(), 15) + CRC_MASK,
        "has a block whose checksum differs");
    return slice(from, size);
  }

  /** Returns the entries of a block: each key begins like the one before. */
  private static Map<String, ByteBuffer> entries(ByteBuffer block) {
    Map<String, ByteBuffer> entries = new TreeMap<>();
    int countAt = block.limit() - Integer.BYTES;
    require(countAt >= 0, "has a block without an end");
    int restarts = block.getInt(countAt);
    require(
        restarts >= 0 && restarts <= countAt / Integer.BYTES, "has a block with too many restarts");
    block.limit(countAt - restarts * Integer.BYTES);
    String key = "";
    while (block.hasRemaining()) {
      long shared = varint(block);
      long rest = varint(block);
      long length = varint(block);
      require(shared >= 0 && shared <= key.length(), "has a damaged key");
      String next = key.substring(0, (int) shared) + ISO_8859_1.decode(part(block, rest));
      require(entries.isEmpty() || next.compareTo(key) > 0, "has keys that are not in order");
      entries.put(next, part(block, length));
      key = next;
    }
    return entries;
  }

  private static ByteBuffer part(ByteBuffer block, long length) {
    require(length >= 0 && length <= block.remaining(), "has a truncated entry");
    ByteBuffer part = block.slice().limit((int) length).slice();
    block.position(block.position() + (int) length);
    return part;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      require(bytes.hasRemaining(), "has a truncated number");
      byte next = bytes.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("has a number that is too long");
  }

  private ByteBuffer slice(int offset, int length) {
    return ByteBuffer.wrap(table, offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void require(boolean valid, String otherwise) {
    if (!valid) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
