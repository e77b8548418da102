package io.nocturne.export;

import io.nocturne.export.SavedModelClient.Request;
import io.nocturne.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints the notes that a SavedModel generates from Java, a line for each primer: {@code FOLDER
 * STEPS TEMPERATURE TOP_K SEED MEMORY PRIMER...}, a primer being ids with commas between.
 */
final class GenerateProbe {
  private GenerateProbe() {}

  public static void main(String[] words) throws Exception {
    Request request =
        new Request(
            Integer.parseInt(words[1]),
            Float.parseFloat(words[2]),
            Integer.parseInt(words[3]),
            Long.parseLong(words[4]),
            Float.parseFloat(words[5]));
    int[][] primers = Arrays.stream(words).skip(6).map(GenerateProbe::primer).toArray(int[][]::new);
    try (OpenSavedModel model =
        OpenSavedModel.open(Path.of(words[0]), SessionSettings.defaults())) {
      for (int[] notes : new SavedModelClient(model).generate(primers, request)) {
        System.out.println(
            IntStream.of(notes).mapToObj(Integer::toString).collect(Collectors.joining(",")));
      }
    }
  }

  private static int[] primer(String word) {
    return Arrays.stream(word.split(",")).mapToInt(Integer::parseInt).toArray();
  }
}
