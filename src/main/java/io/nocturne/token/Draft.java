package io.nocturne.token;

import io.nocturne.rhythm.QuantizationError;

/** A piece on its way to tokens, which the vocabulary may still have to be learnt for. */
public interface Draft {
  /** Whether no note of the piece can be expressed. */
  boolean isEmpty();

  /** How many notes cannot be expressed and are left out. */
  int skipped();

  /** How many notes are moved by octaves. */
  int folded();

  /** What putting the notes on a grid has changed. */
  QuantizationError quantisation();

  /**
   * The piece as tokens.
   *
   * @param tokenizer what {@link Tokenization#tokenizer} gave
   */
  Encoding encoding(Tokenizer tokenizer);
}
