package io.nocturne.evaluate;

/** The predictions of a model for the tokens of some music. */
@FunctionalInterface
interface Predictions {

  /** Predicts each target, those of a piece in their order. */
  void forEach(Visitor visitor);

  /** Receives the predictions. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives the prediction of a target.
     *
     * @param probabilities of each token; the visitor may change them, and they are valid until it
     *     returns
     */
    void predicted(Target target, double[] probabilities);
  }
}
