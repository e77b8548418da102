package io.nocturne.compose;

import io.nocturne.base.Require;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.SectionForm;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.token.Tokenizer;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How notes are chosen, the sampler aside.
 *
 * @param penalty on tokens that came lately
 * @param noRepeatNgram of how many tokens no run comes twice, at least 1; empty if runs may
 * @param minLength new tokens before a piece may end by itself, at least 0
 * @param limits which notes may come
 * @param copying how much of a corpus may come; empty for any
 * @param form which sections of a piece come again; empty if none do
 * @param beams of a beam search, at least 1; empty to sample instead, as any form needs
 */
public record NoteChoice(
    RepetitionPenalty penalty,
    OptionalInt noRepeatNgram,
    int minLength,
    NoteLimits limits,
    Optional<Copying> copying,
    Optional<Form> form,
    OptionalInt beams) {
  /** Whatever the sampler draws. */
  public static final NoteChoice FREE =
      new NoteChoice(
          RepetitionPenalty.NONE, OptionalInt.empty(), 0, NoteLimits.NONE, OptionalInt.empty());

  /**
   * How much of a corpus may come.
   *
   * @param most notes of the longest passage, at least 1
   * @param corpus where it would be copied from
   */
  public record Copying(int most, CorpusNotes corpus) {
    public Copying {
      Require.atLeast("no-copy", most, 1);
    }
  }

  /**
   * The form of a piece, as letters tell it: of AABA the first section comes three times, each time
   * the same.
   *
   * @param letters one for each section, A to Z, at most {@value SectionForm#MAX_SECTIONS}
   * @param section how long each is, at least 1: in bars where tokens tell bars, else in tokens;
   *     empty for {@value #DEFAULT_BARS} bars or {@value #DEFAULT_TOKENS} tokens
   */
  public record Form(String letters, OptionalInt section) {
    private static final int DEFAULT_BARS = 8;
    private static final int DEFAULT_TOKENS = 32;

    public Form {
      SectionForm.requireLetters(letters);
      section.ifPresent(value -> Require.atLeast("section", value, 1));
    }

    /** How long each section is with some tokens. */
    public int section(Tokenizer tokenizer) {
      return section.orElse(tokenizer.bars().isPresent() ? DEFAULT_BARS : DEFAULT_TOKENS);
    }
  }

  public NoteChoice {
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

  /** With nothing to copy from. */
  public NoteChoice(
      RepetitionPenalty penalty,
      OptionalInt noRepeatNgram,
      int minLength,
      NoteLimits limits,
      OptionalInt beams) {
    this(penalty, noRepeatNgram, minLength, limits, Optional.empty(), Optional.empty(), beams);
  }
}
