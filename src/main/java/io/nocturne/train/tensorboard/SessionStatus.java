package io.nocturne.train.tensorboard;

/** The status of a run that ended, with the numbers of TensorBoard's {@code hparams.Status}. */
enum SessionStatus {
  /** The run finished. */
  SUCCESS(1),
  /** The run failed. */
  FAILURE(2);

  private final int number;

  SessionStatus(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
