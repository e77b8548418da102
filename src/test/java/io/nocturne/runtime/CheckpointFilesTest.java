package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.BundleEntryProto;
import org.tensorflow.proto.BundleHeaderProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/** Checkpoints that are refused before TensorFlow reads them. */
@Timeout(120)
class CheckpointFilesTest {
  @TempDir private Path folder;

  private Path prefix;

  @BeforeEach
  void writeData() throws IOException {
    prefix = folder.resolve("ckpt");
    Files.write(folder.resolve("ckpt.data-00000-of-00001"), new byte[24]);
  }

  /** An index with one tensor of float32. */
  private static byte[] index(long offset, long size, long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long each : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(each));
    }
    BundleEntryProto tensor =
        BundleEntryProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setShape(dimensions)
            .setOffset(offset)
            .setSize(size)
            .build();
    BundleHeaderProto header = BundleHeaderProto.newBuilder().setNumShards(1).build();
    return IndexTable.of(new TreeMap<String, MessageLite>(Map.of("", header, "kernel", tensor)));
  }

  private ThrowingCallable checking(byte[] index) {
    return () -> CheckpointFiles.check(prefix, index);
  }

  @Test
  void tensorsThatTheDataHoldsAreAccepted() {
    assertThatCode(checking(index(8, 16, 2, 2))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"12, 16, 4", "-8, 16, 4", "0, -16, 4", "9223372036854775807, 16, 4"})
  void aTensorOutsideOfTheDataIsRefused(long offset, long size, long shape) {
    assertThatThrownBy(checking(index(offset, size, shape)))
        .isInstanceOf(TensorFlowException.class)
        .hasMessage("kernel: it is outside of the file");
  }

  @Test
  void aShapeOfOtherBytesIsRefused() {
    assertThatThrownBy(checking(index(0, 16, 1L << 40)))
        .hasMessage("kernel: it must have 4398046511104 bytes, had 16");
    assertThatThrownBy(checking(index(0, 16, 1L << 40, 1L << 40)))
        .hasMessage("kernel: it is larger than any tensor");
    assertThatThrownBy(checking(index(0, 16, -4, -1))).hasMessage("kernel: it has a negative size");
  }

  @Test
  void aShardThatIsMissingIsRefused() throws IOException {
    Files.move(folder.resolve("ckpt.data-00000-of-00001"), folder.resolve("elsewhere"));
    assertThatThrownBy(checking(index(0, 16, 4)))
        .hasMessage("kernel: ckpt.data-00000-of-00001 is missing");
  }

  @Test
  void aByteThatHasChangedIsRefused() {
    byte[] index = index(0, 16, 4);
    index[3] ^= 1;
    assertThatThrownBy(checking(index)).hasMessage("the index has a block whose checksum differs");
  }

  @Test
  void aBlockOutsideOfTheIndexIsRefused() {
    byte[] index = index(0, 16, 4);
    index[index.length - IndexTable.FOOTER] = 0x7f;
    assertThatThrownBy(checking(index)).hasMessage("the index has a block outside of the file");
  }

  @Test
  void anIndexThatIsAFolderIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("ckpt.index"));
    assertThatThrownBy(() -> CheckpointFiles.check(prefix))
        .hasMessage(folder.resolve("ckpt.index") + " is not a file of at most 64 MiB");
  }
}
