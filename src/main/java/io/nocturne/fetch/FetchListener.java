package io.nocturne.fetch;

/** Hears how far {@link Fetch} has come. */
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
