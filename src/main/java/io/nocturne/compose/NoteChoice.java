package io.nocturne.compose;

import io.nocturne.base.Require;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.SectionForm;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.token.Tokenizer;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The choice of notes, the sampler aside.
 *
 * @param memory how far what followed the last notes earlier in the piece is trusted, from 0, not
 *     at all, to 1, as far as the run's training found right; empty for 1 if the run predicts
 *     better with its memory, else 0
 * @param penalty on recent tokens
 * @param noRepeatNgram the number of tokens of which no sequence occurs twice, at least 1; empty
 *     for none
 * @param minLength the minimum number of new tokens before a piece ends by itself, at least 0
 * @param limits on the allowed notes
 * @param copying the limit on passages of a corpus; empty for none
 * @param form the sections that a piece repeats; empty for none
 * @param beams of a beam search, at least 1; empty to sample instead, as pieces with a form need
 */
public record NoteChoice(
    OptionalDouble memory,
    RepetitionPenalty penalty,
    OptionalInt noRepeatNgram,
    int minLength,
    NoteLimits limits,
    Optional<Copying> copying,
    Optional<Form> form,
    OptionalInt beams) {
  /** No constraints on what is sampled. */
  public static final NoteChoice FREE =
      new NoteChoice(
          RepetitionPenalty.NONE, OptionalInt.empty(), 0, NoteLimits.NONE, OptionalInt.empty());

  /**
   * A limit on copying from a corpus.
   *
   * @param maxNotes the length of the longest passage that may be copied, at least 1
   * @param corpus the notes that may not be copied
   */
  public record Copying(int maxNotes, CorpusNotes corpus) {
    public Copying {
      Require.atLeast("no-copy", maxNotes, 1);
    }
  }

  /**
   * The form of a piece in letters: in AABA the first section occurs three times, each time the
   * same.
   *
   * @param letters one for each section, A to Z, at most {@value SectionForm#MAX_SECTIONS}
   * @param section the length of each section, at least 1: in bars if there are bar tokens, else in
   *     tokens; empty for {@value #DEFAULT_BARS} bars or {@value #DEFAULT_TOKENS} tokens
   */
  public record Form(String letters, OptionalInt section) {
    private static final int DEFAULT_BARS = 8;
    private static final int DEFAULT_TOKENS = 32;

    public Form {
      SectionForm.requireLetters(letters);
      section.ifPresent(value -> Require.atLeast("section", value, 1));
    }

    /** Returns the length of each section in the tokens of a tokenizer. */
    public int section(Tokenizer tokenizer) {
      return section.orElse(tokenizer.bars().isPresent() ? DEFAULT_BARS : DEFAULT_TOKENS);
    }
  }

  public NoteChoice {
    memory.ifPresent(trust -> Require.share("memory", trust));
    Objects.requireNonNull(penalty, "penalty");
    Objects.requireNonNull(limits, "limits");
    noRepeatNgram.ifPresent(value -> Require.atLeast("no-repeat n-gram", value, 1));
    beams.ifPresent(value -> Require.atLeast("beams", value, 1));
    if (form.isPresent() && (beams.isPresent() || minLength > 0)) {
      throw new IllegalArgumentException(
          "a form must be without beams and min length, had "
              + (beams.isPresent() ? beams.getAsInt() + " beams" : "min length " + minLength));
    }
    Require.atLeast("min length", minLength, 0);
  }

  /** Creates a choice without a form and without a limit on copying. */
  public NoteChoice(
      RepetitionPenalty penalty,
      OptionalInt noRepeatNgram,
      int minLength,
      NoteLimits limits,
      OptionalInt beams) {
    this(
        OptionalDouble.empty(),
        penalty,
        noRepeatNgram,
        minLength,
        limits,
        Optional.empty(),
        Optional.empty(),
        beams);
  }

  /**
   * Returns this choice with another trust in the memory.
   *
   * @param trust from 0 to 1
   */
  public NoteChoice withMemory(double trust) {
    return new NoteChoice(
        OptionalDouble.of(trust), penalty, noRepeatNgram, minLength, limits, copying, form, beams);
  }
}
