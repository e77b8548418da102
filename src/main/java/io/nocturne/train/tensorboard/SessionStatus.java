package io.nocturne.train.tensorboard;

/** How a run ended; the numbers are those of TensorBoard's {@code hparams.Status}. */
enum SessionStatus {
  /** It did what it was to do. */
  SUCCESS(1),
  /** It broke off. */
  FAILURE(2);

  private final int number;

  SessionStatus(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
