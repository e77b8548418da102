package io.nocturne.runtime;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/** Indexes of checkpoints, byte by byte. */
final class IndexTable {
  static final int FOOTER = 48;
  static final int TRAILER = 5;

  private IndexTable() {}

  /** Returns a table with these values by key. */
  static byte[] of(SortedMap<String, ? extends MessageLite> values) {
    ByteBuffer entries = ByteBuffer.allocate(10_000);
    values.forEach(
        (key, value) -> {
          byte[] name = key.getBytes(StandardCharsets.ISO_8859_1);
          byte[] content = value.toByteArray();
          varint(entries, 0);
          varint(entries, name.length);
          varint(entries, content.length);
          entries.put(name).put(content);
        });
    entries.putInt(0); // No restarts.
    return of(Arrays.copyOf(entries.array(), entries.position()));
  }

  /** Returns a table with this block of entries. */
  static byte[] of(byte[] entries) {
    ByteBuffer table = ByteBuffer.allocate(entries.length + 200).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer handle = block(table, entries);
    byte[] none = new byte[Integer.BYTES];
    ByteBuffer statistics = block(table, none);
    ByteBuffer entry =
        ByteBuffer.allocate(20 + none.length)
            .put(new byte[] {0, 1, (byte) handle.remaining(), 'z'})
            .put(handle)
            .put(none);
    ByteBuffer index = block(table, Arrays.copyOf(entry.array(), entry.position()));
    int footer = table.position();
    table.put(statistics).put(index);
    table.position(footer + FOOTER - Long.BYTES).putLong(0xdb4775248b80fb57L);
    return Arrays.copyOf(table.array(), table.position());
  }

  /** Writes a block, and returns its handle. */
  private static ByteBuffer block(ByteBuffer table, byte[] content) {
    int offset = table.position();
    CRC32C sum = new CRC32C();
    sum.update(content);
    sum.update(0);
    int masked = Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    table.put(content).put((byte) 0).putInt(masked);
    ByteBuffer handle = ByteBuffer.allocate(20);
    varint(handle, offset);
    varint(handle, content.length);
    return handle.flip();
  }

  private static void varint(ByteBuffer out, int value) {
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      out.put((byte) (rest | 0x80));
    }
    out.put((byte) rest);
  }
}
