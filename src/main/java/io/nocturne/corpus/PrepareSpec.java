package io.nocturne.corpus;

import io.nocturne.midi.ReadOptions;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.nio.file.Path;
import java.util.List;

/**
 * What to make a corpus of, and how.
 *
 * @param inputs MIDI files, and folders to search for them; at least one
 * @param tokenizer how notes are written
 * @param readOptions how files are read; strict ones make the first damaged file an error
 * @param threads how many files are read at once, at least 1
 */
public record PrepareSpec(
    List<Path> inputs, Tokenizer tokenizer, ReadOptions readOptions, int threads) {

  public PrepareSpec {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("inputs must name at least one file or folder, had none");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, was " + threads);
    }
  }

  /** The paper's encoding, lenient reading, all cores. */
  public static PrepareSpec of(List<Path> inputs) {
    return new PrepareSpec(
        inputs,
        PitchTokenizer.piano(),
        ReadOptions.DEFAULT,
        Runtime.getRuntime().availableProcessors());
  }
}
