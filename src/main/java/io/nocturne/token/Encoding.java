package io.nocturne.token;

import io.nocturne.base.Require;
import io.nocturne.rhythm.Quantizer.QuantizationError;
import java.util.Objects;

/**
 * A piece as token ids.
 *
 * @param tokens the ids, none of them that of {@link Vocabulary#PAD}; none at all if no note of the
 *     piece can be expressed
 * @param loss what the ids do not preserve of the piece
 */
public record Encoding(Tokens tokens, EncodingLoss loss) {
  public Encoding {
    Objects.requireNonNull(loss, "loss");
  }

  /**
   * Counts of what tokens do not preserve of the notes they were encoded from.
   *
   * @param outOfRange notes that were left out, because there is no token for their pitch
   * @param late notes that were left out, because they begin later than tokens can express
   * @param folded notes that were moved by octaves
   * @param unknown tokens that are {@link Vocabulary#UNK}, which stands for notes too
   * @param quantization what putting the notes on a grid has changed
   */
  public record EncodingLoss(
      long outOfRange, long late, long folded, long unknown, QuantizationError quantization) {

    /** Nothing is lost, and the notes are on no grid. */
    public static final EncodingLoss NONE = new EncodingLoss(0, 0, 0, 0, QuantizationError.NONE);

    public EncodingLoss {
      Require.atLeast("notes out of range", outOfRange, 0);
      Require.atLeast("late notes", late, 0);
      Require.atLeast("folded notes", folded, 0);
      Require.atLeast("unknown tokens", unknown, 0);
      Objects.requireNonNull(quantization, "quantization");
    }

    /** Returns how many notes the tokens lack. */
    public long leftOut() {
      return outOfRange + late;
    }

    /** Creates the loss of notes that are all known and on no grid. */
    public EncodingLoss(long outOfRange, long folded) {
      this(outOfRange, 0, folded, 0, QuantizationError.NONE);
    }

    /** Adds the loss of other notes. */
    public EncodingLoss plus(EncodingLoss other) {
      return new EncodingLoss(
          outOfRange + other.outOfRange,
          late + other.late,
          folded + other.folded,
          unknown + other.unknown,
          quantization.plus(other.quantization));
    }

    /** Adds what a quantizer changed and how many notes begin too late for it. */
    EncodingLoss plus(QuantizationError error, long lateNotes) {
      return plus(new EncodingLoss(0, lateNotes, 0, 0, error));
    }

    /** Replaces the number of unknown tokens. */
    public EncodingLoss withUnknown(long tokens) {
      return new EncodingLoss(outOfRange, late, folded, tokens, quantization);
    }
  }
}
