package io.nocturne.corpus;

import io.nocturne.base.Require;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.rhythm.SilenceLimit;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of preparing a corpus.
 *
 * @param inputs MIDI files, and folders to search for them; at least one. {@code embedded} stands
 *     for {@link EmbeddedCorpus}
 * @param tokenizer finds the tokenizer that encodes the pieces
 * @param transposition what is done before
 * @param maxSilence what longer silences are shortened to; empty if they stay
 * @param readOptions how files are read; strict ones make the first damaged file an error
 * @param threads how many files are read at once, at least 1
 */
public record PrepareSpec(
    List<Path> inputs,
    TokenizerFitter tokenizer,
    Transposition transposition,
    Optional<SilenceLimit> maxSilence,
    ReadOptions readOptions,
    int threads) {

  /** The transposition of a piece before it is encoded. */
  public enum Transposition {
    /** It stays as it is. */
    NONE,
    /**
     * It is moved to C major or A minor, whichever mode it has, by the shorter way: 6 semitones
     * down to 5 up. A piece in which no key is found stays as it is.
     */
    C
  }

  public PrepareSpec {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("inputs must name at least one file or folder, had none");
    }
    Require.atLeast("threads", threads, 1);
  }

  /** Creates settings for a given tokenizer, with each piece in its own key. */
  public PrepareSpec(List<Path> inputs, Tokenizer tokenizer, ReadOptions readOptions, int threads) {
    this(
        inputs,
        TokenizerFitter.of(tokenizer),
        Transposition.NONE,
        Optional.empty(),
        readOptions,
        threads);
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
