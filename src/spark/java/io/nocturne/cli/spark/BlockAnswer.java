package io.nocturne.cli.spark;

import io.nocturne.corpus.SourceBlock;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * An executor's answer to a block of files. A problem that will come again is one, too, since Spark
 * repeats tasks that throw, and buries what they say.
 *
 * @param outcomes of the files in order; {@code null} if there is a problem
 * @param problem one line to show; {@code null} if there is none
 */
record BlockAnswer(ArrayList<byte[]> outcomes, String problem) implements Serializable {

  static BlockAnswer to(SourceBlock block) {
    try {
      return new BlockAnswer(new ArrayList<>(block.read()), null);
    } catch (IOException e) {
      return new BlockAnswer(null, e.getMessage());
    } catch (UncheckedIOException e) {
      return new BlockAnswer(null, e.getCause().getMessage());
    }
  }
}
