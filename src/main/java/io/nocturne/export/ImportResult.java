package io.nocturne.export;

import io.nocturne.checkpoint.RunFolder;
import java.util.List;

/**
 * The result of an import.
 *
 * @param run the new run
 * @param notes the differences between the network's training and nocturne's, a sentence each
 */
public record ImportResult(RunFolder run, List<String> notes) {
  public ImportResult {
    notes = List.copyOf(notes);
  }
}
