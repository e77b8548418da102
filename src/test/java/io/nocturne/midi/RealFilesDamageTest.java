package io.nocturne.midi;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Damage by chance to real files, the same in each run: a file's place is its seed. */
class RealFilesDamageTest {

  private interface Check {
    void run(byte[] file, Random random) throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> mutatedFilesAreReadOrRefused() throws IOException {
    return eachFile(
        (file, random) ->
            DamagePropertyTest.readAllWays(
                DamagePropertyTest.mutated(file, random, 1 + random.nextInt(9))));
  }

  @TestFactory
  Stream<DynamicTest> filesCutOffKeepTheNotesBeforeTheCut() throws IOException {
    return eachFile(
        (file, random) ->
            DamagePropertyTest.keepsTheNotesBeforeTheCut(file, random.nextInt(14, file.length)));
  }

  private static Stream<DynamicTest> eachFile(Check check) throws IOException {
    var files = RealFiles.all();
    return Stream.iterate(0, place -> place < files.size(), place -> place + 1)
        .map(
            place -> {
              Executable threeTimes =
                  () -> {
                    Random random = new Random(place);
                    for (int i = 0; i < 3; i++) {
                      check.run(Files.readAllBytes(files.get(place)), random);
                    }
                  };
              return DynamicTest.dynamicTest(files.get(place).getFileName().toString(), threeTimes);
            });
  }
}
