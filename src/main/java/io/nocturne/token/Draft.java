package io.nocturne.token;

/** A piece on its way to tokens, which the vocabulary may still have to be learnt for. */
public interface Draft {
  /** Whether no note of the piece can be expressed. */
  boolean isEmpty();

  /** What is lost of the piece; unknown tokens are not counted yet. */
  EncodingLoss loss();

  /**
   * The piece as tokens.
   *
   * @param tokenizer what {@link Tokenization#tokenizer} gave
   */
  Encoding encoding(Tokenizer tokenizer);
}
