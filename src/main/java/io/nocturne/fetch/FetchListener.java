package io.nocturne.fetch;

/** Is notified of the progress of {@link Fetch}. */
@FunctionalInterface
public interface FetchListener {
  /**
   * Called after each link.
   *
   * @param done links dealt with
   * @param total how many there are
   */
  void fetched(int done, int total, Fetched fetched);
}
