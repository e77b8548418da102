package io.nocturne.io.tfrecord;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.io.tfrecord.TfRecordReader.TfRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TfRecordTest {

  @Test
  void checksumsAreThoseOfTheCrc32cStandardMasked() {
    // RFC 3720, B.4: CRC-32C of 32 zero bytes is 0x8a9136aa; the mask is TensorFlow's.
    int expected = Integer.rotateRight(0x8a9136aa, 15) + 0xa282ead8;
    assertThat(MaskedCrc.of(new byte[32], 0, 32)).isEqualTo(expected);
  }

  @Test
  void framesAsTensorFlowDoes() throws IOException {
    // Computed by a bitwise CRC-32C in Python that gives the standard 0xe3069283 for "123456789".
    assertThat(HexFormat.of().formatHex(written("abc"))).isEqualTo(GOLDEN_ABC);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    assertThat(read(written("one", "", "three"))).containsExactly("one", "", "three");
  }

  @Test
  void anEmptyFileHoldsNoRecord() throws IOException {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void writesToAndReadsFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.tfrecord");
    try (TfRecordWriter writer = TfRecordWriter.open(file)) {
      writer.write("payload".getBytes(US_ASCII));
    }
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThat(reader.next()).hasValue("payload".getBytes(US_ASCII));
      assertThat(reader.next()).isEmpty();
    }
  }

  /** What tf.io.TFRecordOptions names so is a stream of gzip and one of zlib (RFC 1952, 1950). */
  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZLIB"})
  void readsACompressedFile(String kind, @TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.tfrecord"), compressed(kind, written("one", "two")));
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThat(reader.next()).hasValue("one".getBytes(US_ASCII));
      assertThat(reader.next()).hasValue("two".getBytes(US_ASCII));
      assertThat(reader.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GZIP", "ZLIB"})
  void saysThatACompressedFileIsTruncated(String kind, @TempDir Path folder) throws IOException {
    byte[] whole = compressed(kind, written("one", "two"));
    Path file = Files.write(folder.resolve("a.tfrecord"), Arrays.copyOf(whole, whole.length - 12));
    assertThatThrownBy(
            () -> {
              try (TfRecordReader reader = TfRecordReader.open(file)) {
                while (reader.next().isPresent()) {}
              }
            })
        .isInstanceOf(TfRecordException.class)
        .hasMessageStartingWith(file + ", record ")
        .hasMessageEndingWith("the compressed file is truncated or damaged; write the file again");
  }

  /** A record of 0x8b1f bytes begins as a gzip file does. */
  @Test
  void takesARecordForWhatItsChecksumSays(@TempDir Path folder) throws IOException {
    byte[] payload = new byte[0x8b1f];
    Path file = folder.resolve("a.tfrecord");
    try (TfRecordWriter writer = TfRecordWriter.open(file)) {
      writer.write(payload);
    }
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThat(reader.next()).hasValue(payload);
    }
  }

  private static byte[] compressed(String kind, byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        kind.equals("GZIP") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void flushedRecordsCanBeReadBeforeTheWriterCloses(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.tfrecord");
    try (TfRecordWriter writer = TfRecordWriter.open(file)) {
      writer.write("payload".getBytes(US_ASCII));
      writer.flush();
      assertThat(read(Files.readAllBytes(file))).containsExactly("payload");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 11, 12, 14, 15, 18})
  void aTruncatedRecordNamesFileRecordAndByte(int bytesOfTheSecondRecord) throws IOException {
    byte[] cut = Arrays.copyOf(written("one", "abc"), 19 + bytesOfTheSecondRecord);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(TfRecordException.class)
        .hasMessageStartingWith("memory, record 1 at byte 19: the file ends inside ")
        .hasMessageEndingWith("; write the file again");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, 8, 11, 12, 13, 14, 15, 18})
  void aFlippedBitIsFound(int position) throws IOException {
    byte[] damaged = written("abc");
    damaged[position] ^= 4;
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(TfRecordException.class)
        .hasMessageStartingWith("memory, record 0 at byte 0: the ")
        .hasMessageContaining("checksum does not match");
  }

  @ParameterizedTest
  @ValueSource(longs = {TfRecordReader.MAX_RECORD_BYTES + 1L, Long.MAX_VALUE, -1})
  void aForgedLengthIsRefused(long length) {
    assertThatThrownBy(() -> read(headerClaiming(length)))
        .hasMessage(
            "memory, record 0 at byte 0: the record claims %s bytes, more than the 268435456 that"
                + " are read; split it",
            Long.toUnsignedString(length));
  }

  @Test
  void aLengthThatTheFileDoesNotHoldAllocatesOnlyWhatArrives() {
    assertThatThrownBy(() -> read(headerClaiming(TfRecordReader.MAX_RECORD_BYTES)))
        .hasMessageContaining("the file ends inside a record of 268435456 bytes");
  }

  // 3 as u64, its masked CRC-32C, "abc", its masked CRC-32C.
  private static final String GOLDEN_ABC = "0300000000000000b099490e6162636e57f121";

  private static byte[] headerClaiming(long length) {
    ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    return header.putInt(MaskedCrc.of(header.array(), 0, 8)).array();
  }

  private static byte[] written(String... payloads) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (TfRecordWriter writer = new TfRecordWriter(bytes)) {
      for (String payload : payloads) {
        writer.write(payload.getBytes(US_ASCII));
      }
    }
    return bytes.toByteArray();
  }

  private static List<String> read(byte[] bytes) throws IOException {
    List<String> payloads = new ArrayList<>();
    try (TfRecordReader reader = new TfRecordReader("memory", new ByteArrayInputStream(bytes))) {
      for (Optional<byte[]> next = reader.next(); next.isPresent(); next = reader.next()) {
        payloads.add(new String(next.get(), US_ASCII));
      }
    }
    return payloads;
  }
}
