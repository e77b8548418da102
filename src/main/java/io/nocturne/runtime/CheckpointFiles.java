package io.nocturne.runtime;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Checks the files of a checkpoint before TensorFlow reads them: its C++ allocates what an index
 * declares, waits for pipes, and looks for other formats under the same name.
 */
final class CheckpointFiles {
  private static final String INDEX = ".index";

  /** The index of a network of thousands of tensors has some hundred kilobytes. */
  private static final long MAX_INDEX_BYTES = 1 << 26;

  private final Path prefix;
  private final int shards;

  private CheckpointFiles(Path prefix, int shards) {
    this.prefix = prefix;
    this.shards = shards;
  }

  /**
   * Requires a checkpoint whose index is intact and describes tensors that its data files hold.
   *
   * @param prefix folder and start of the name of the files
   * @throws TensorFlowException otherwise; the message says whether it is about the index
   */
  static void check(Path prefix) {
    Path index = Path.of(prefix + INDEX);
    try {
      if (!Files.isRegularFile(index) || Files.size(index) > MAX_INDEX_BYTES) {
        throw new TensorFlowException(index + " is not a file of at most 64 MiB");
      }
      check(prefix, Files.readAllBytes(index));
    } catch (IOException e) {
      throw new TensorFlowException("the index cannot be read: " + e.getMessage(), e);
    }
  }

  /** Checks the content of an index, as {@link #check(Path)}. */
  static void check(Path prefix, byte[] index) throws IOException {
    try {
      Map<String, ByteBuffer> table = SortedTable.read(index);
      ByteBuffer header = table.remove("");
      if (header == null) {
        throw new IllegalArgumentException("has no header");
      }
      int shards = BundleHeaderProto.parseFrom(header).getNumShards();
      CheckpointFiles files = new CheckpointFiles(prefix, shards);
      for (Map.Entry<String, ByteBuffer> each : table.entrySet()) {
        files.require(each.getKey(), BundleEntryProto.parseFrom(each.getValue()));
      }
    } catch (InvalidProtocolBufferException e) {
      throw new TensorFlowException("the index has an entry that is damaged", e);
    } catch (IllegalArgumentException e) {
      throw new TensorFlowException("the index " + e.getMessage(), e);
    }
  }

  private void require(String tensor, BundleEntryProto entry) throws IOException {
    try {
      require(entry);
    } catch (ArithmeticException e) {
      throw new TensorFlowException(tensor + ": it is larger than any tensor", e);
    } catch (IllegalArgumentException e) {
      throw new TensorFlowException(tensor + ": " + e.getMessage(), e);
    }
  }

  private void require(BundleEntryProto entry) throws IOException {
    long bytes = Math.multiplyExact(elements(entry.getShape()), width(entry.getDtype()));
    Path data = data(entry.getShardId());
    long stored = Files.size(data);
    if (entry.getOffset() < 0
        || entry.getSize() < 0
        || entry.getOffset() > stored - entry.getSize()) {
      throw new IllegalArgumentException("it is outside of the file");
    }
    // Strings have lengths before them, and tensors in slices have other keys.
    if (bytes > stored || (isOfFixedSize(entry) && bytes != entry.getSize())) {
      throw new IllegalArgumentException(
          "it must have %d bytes, had %d".formatted(bytes, entry.getSize()));
    }
  }

  private static boolean isOfFixedSize(BundleEntryProto entry) {
    return entry.getSlicesCount() == 0 && entry.getDtype() != DataType.DT_STRING;
  }

  private Path data(int shard) {
    Path file = Path.of("%s.data-%05d-of-%05d".formatted(prefix, shard, shards));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file.getFileName() + " is missing");
    }
    return file;
  }

  private static long elements(TensorShapeProto shape) {
    long elements = 1;
    for (TensorShapeProto.Dim dimension : shape.getDimList()) {
      if (dimension.getSize() < 0) {
        throw new IllegalArgumentException("it has a negative size");
      }
      elements = Math.multiplyExact(elements, dimension.getSize());
    }
    return elements;
  }

  /** Returns the bytes of an element, at least those of its length if it is a string. */
  private static long width(DataType type) {
    return switch (type) {
      case DT_STRING, DT_BOOL, DT_INT8, DT_UINT8 -> 1;
      case DT_BFLOAT16, DT_HALF, DT_INT16, DT_UINT16 -> 2;
      case DT_FLOAT, DT_INT32, DT_UINT32 -> 4;
      case DT_DOUBLE, DT_INT64, DT_UINT64 -> 8;
      default -> throw new IllegalArgumentException("it is of type " + type);
    };
  }
}
