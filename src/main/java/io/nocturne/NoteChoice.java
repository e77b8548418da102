package io.nocturne;

import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.originality.CorpusNotes;
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
 * @param beams of a beam search, at least 1; empty to sample instead
 */
public record NoteChoice(
    RepetitionPenalty penalty,
    OptionalInt noRepeatNgram,
    int minLength,
    NoteLimits limits,
    Optional<Copying> copying,
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
      if (most < 1) {
        throw new IllegalArgumentException("no-copy must be at least 1, was " + most);
      }
    }
  }

  public NoteChoice {
    Objects.requireNonNull(penalty, "penalty");
    Objects.requireNonNull(limits, "limits");
    requireAtLeastOne("no-repeat n-gram", noRepeatNgram);
    requireAtLeastOne("beams", beams);
    if (minLength < 0) {
      throw new IllegalArgumentException("min length must be at least 0, was " + minLength);
    }
  }

  /** With nothing to copy from. */
  public NoteChoice(
      RepetitionPenalty penalty,
      OptionalInt noRepeatNgram,
      int minLength,
      NoteLimits limits,
      OptionalInt beams) {
    this(penalty, noRepeatNgram, minLength, limits, Optional.empty(), beams);
  }

  private static void requireAtLeastOne(String name, OptionalInt value) {
    if (value.isPresent() && value.getAsInt() < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value.getAsInt());
    }
  }

  /** This within other limits. */
  public NoteChoice within(NoteLimits other) {
    return new NoteChoice(penalty, noRepeatNgram, minLength, other, copying, beams);
  }

  /** This without long copies. */
  public NoteChoice copying(Copying other) {
    return new NoteChoice(penalty, noRepeatNgram, minLength, limits, Optional.of(other), beams);
  }
}
