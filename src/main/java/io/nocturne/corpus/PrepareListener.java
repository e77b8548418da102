package io.nocturne.corpus;

/** Is notified of the files as they are done, in order, on the thread that prepares. */
@FunctionalInterface
public interface PrepareListener {
  /** Does nothing. */
  PrepareListener NONE = (done, total, report) -> {};

  /**
   * A file is done.
   *
   * @param done how many are, this one included
   * @param total how many there are
   * @param report the outcome of this one
   */
  void onFile(int done, int total, FileReport report);
}
