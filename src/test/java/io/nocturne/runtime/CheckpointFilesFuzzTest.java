package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * The check of an index, without TensorFlow behind it. An input's first byte says whether the rest
 * is an index or its block of entries, whose checksum would hide it from the fuzzer.
 */
@Timeout(300)
class CheckpointFilesFuzzTest {
  @TempDir private static Path folder;

  /** The indexes of Keras's checkpoints. */
  static Stream<byte[]> seeds() throws IOException {
    Files.write(folder.resolve("c.data-00000-of-00001"), new byte[20_000]);
    List<byte[]> seeds = new ArrayList<>();
    try (InputStream file =
            CheckpointFilesFuzzTest.class.getResourceAsStream("/io/nocturne/export/keras2.zip");
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".index")) {
          byte[] index = zip.readAllBytes();
          seeds.add(seed(0, index));
          seeds.add(seed(1, Arrays.copyOf(index, firstBlockBytes(index))));
        }
      }
    }
    return seeds.stream();
  }

  private static byte[] seed(int kind, byte[] bytes) {
    return ByteBuffer.allocate(bytes.length + 1).put((byte) kind).put(bytes).array();
  }

  /** Returns where the statistics begin, by the footer, without the trailer before them. */
  private static int firstBlockBytes(byte[] index) {
    int footer = index.length - IndexTable.FOOTER;
    return (index[footer] & 0x7f) + ((index[footer + 1] & 0x7f) << 7) - IndexTable.TRAILER;
  }

  @MethodSource("seeds")
  @FuzzTest
  void anIndexIsAcceptedOrRefused(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    try {
      CheckpointFiles.check(folder.resolve("c"), input[0] % 2 == 0 ? rest : IndexTable.of(rest));
    } catch (TensorFlowException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
