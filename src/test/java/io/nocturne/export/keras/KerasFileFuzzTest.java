package io.nocturne.export.keras;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nocturne.fuzz.HostileInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An input's first byte says what the rest of it is: a whole file, or an entry of an archive, whose
 * checksums would hide it from the fuzzer.
 */
@Timeout(300)
class KerasFileFuzzTest {
  private static final List<String> ENTRIES = List.of(Archive.CONFIG, Archive.WEIGHTS);

  @TempDir private static Path folder;

  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : List.of("sequential", "functional")) {
      Map<String, byte[]> golden = Archives.golden(name);
      seeds.add(seed(0, Files.readAllBytes(Archives.write(golden, folder))));
      seeds.add(seed(0, golden.get(Archive.CONFIG)));
      seeds.add(seed(1, golden.get(Archive.CONFIG)));
      seeds.add(seed(2, golden.get(Archive.WEIGHTS)));
    }
    try (ZipInputStream zip =
        new ZipInputStream(
            KerasFileFuzzTest.class.getResourceAsStream("/io/nocturne/export/keras2.zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        if (entry.getName().endsWith(".h5") && content.length < 100_000) {
          seeds.add(seed(0, content));
        }
      }
    }
    return seeds.stream();
  }

  private static byte[] seed(int kind, byte[] content) {
    byte[] seed = new byte[content.length + 1];
    seed[0] = (byte) kind;
    System.arraycopy(content, 0, seed, 1, content.length);
    return seed;
  }

  @MethodSource("seeds")
  @FuzzTest
  void aModelIsReadOrRefused(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    int kind = Math.floorMod(input[0], 1 + ENTRIES.size());
    Path file =
        kind == 0
            ? Files.write(folder.resolve("m.keras"), rest)
            : Archives.with("functional", ENTRIES.get(kind - 1), rest, folder);
    Optional<KerasModel> model =
        HostileInput.read(file, () -> KerasFile.read(file, Optional.empty(), OptionalInt.of(8)));
    if (model.isPresent()) {
      assertThat(model.get().weightCount()).isPositive();
    }
  }
}
