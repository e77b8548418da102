package io.nocturne.fetch;

import java.net.URI;

/** Is notified of the progress of {@link Fetch}. */
@FunctionalInterface
public interface FetchListener {
  /**
   * Called after each link.
   *
   * @param done links dealt with
   * @param total how many there are
   */
  void linkFinished(int done, int total, Fetched fetched);

  /**
   * The outcome of a link.
   *
   * @param address where it leads
   * @param outcome how it went
   * @param detail the file's name in the folder, or the whole sentence of what went wrong
   */
  record Fetched(URI address, FetchOutcome outcome, String detail) {

    /** The outcomes. */
    public enum FetchOutcome {
      /** A file is there that was not before, or is newer. */
      FETCHED,
      /** The file of an earlier run has not changed. */
      UNCHANGED,
      /** There is no file; the next run tries again. */
      FAILED
    }
  }
}
