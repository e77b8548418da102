package io.nocturne.corpus;

import io.nocturne.base.Require;
import io.nocturne.corpus.groups.GroupRule;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of preparing a corpus.
 *
 * @param inputs files of music, and folders and archives to search for them; at least one. {@code
 *     embedded} stands for {@link EmbeddedCorpus}
 * @param exclusion which of the files found are left out
 * @param tokenizer finds the tokenizer that encodes the pieces
 * @param preprocessing what is done to the pieces before
 * @param groups how the pieces are put into groups; empty if each is one of its own
 * @param readOptions how files are read; strict ones make the first damaged file an error
 * @param threads how many files are read at once, at least 1
 * @param shards how many files the corpus is written to, 1 to {@value #MAX_SHARDS}
 */
public record PrepareSpec(
    List<Path> inputs,
    Exclusion exclusion,
    TokenizerFitter tokenizer,
    Preprocessing preprocessing,
    Optional<GroupRule> groups,
    ReadOptions readOptions,
    int threads,
    int shards) {
  /** All of them are open until the corpus is whole. */
  public static final int MAX_SHARDS = 1000;

  public PrepareSpec {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("inputs must name at least one file or folder, had none");
    }
    Require.atLeast("threads", threads, 1);
    if (shards < 1 || shards > MAX_SHARDS) {
      throw new IllegalArgumentException(
          "shards must be 1 to %d, were %d".formatted(MAX_SHARDS, shards));
    }
  }

  /** Creates settings for a given tokenizer, with all notes as they are. */
  public PrepareSpec(List<Path> inputs, Tokenizer tokenizer, ReadOptions readOptions, int threads) {
    this(
        inputs,
        Exclusion.NONE,
        TokenizerFitter.of(tokenizer),
        Preprocessing.NONE,
        Optional.empty(),
        readOptions,
        threads,
        1);
  }

  /** Returns the default settings: the paper's tokens, lenient reading, all cores. */
  public static PrepareSpec of(List<Path> inputs) {
    return new PrepareSpec(
        inputs,
        PitchTokenizer.piano(),
        ReadOptions.DEFAULT,
        Runtime.getRuntime().availableProcessors());
  }
}
