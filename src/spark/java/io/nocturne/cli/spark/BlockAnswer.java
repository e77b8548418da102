package io.nocturne.cli.spark;

import io.nocturne.cli.command.ErrorLine;
import io.nocturne.corpus.SourceBlock;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * An executor's answer to a block of files. Errors that a retry would repeat are part of it, as
 * Spark retries tasks that throw.
 *
 * @param outcomes of the files in order; {@code null} if there is an error
 * @param error one line to show; {@code null} if there is none
 */
record BlockAnswer(ArrayList<byte[]> outcomes, String error) implements Serializable {

  static BlockAnswer to(SourceBlock block) {
    try {
      return new BlockAnswer(new ArrayList<>(block.read()), null);
    } catch (IOException | UncheckedIOException e) {
      return new BlockAnswer(null, ErrorLine.of(e).text());
    }
  }
}
