package io.nocturne.export;

import io.nocturne.checkpoint.RunFolder;
import java.util.List;

/**
 * What came of an import.
 *
 * @param run the run made
 * @param notes what of the network's training cannot go on here, a sentence each
 */
public record ImportResult(RunFolder run, List<String> notes) {
  public ImportResult {
    notes = List.copyOf(notes);
  }
}
