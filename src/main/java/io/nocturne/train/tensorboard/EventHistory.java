package io.nocturne.train.tensorboard;

import io.nocturne.io.tfrecord.TfRecordReader;
import io.nocturne.io.tfrecord.TfRecordReader.TfRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog.SessionStatus;

/** Reads the events that earlier processes wrote to a folder. */
final class EventHistory {
  private EventHistory() {}

  /**
   * Returns whether a folder has a value of a tag at a step that no later file has voided. Writing
   * it again would add a second point for readers that do not handle restarts.
   *
   * @param folder need not exist
   * @throws IOException if a file cannot be read; one that ends within a record, as a kill leaves
   *     it, is read up to there
   */
  static boolean holds(Path folder, String tag, long step) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(EventFile::isNamedAsOne).sorted().toList();
    }
    boolean held = false;
    for (Path file : files) {
      held = holds(file, tag, step, held);
    }
    return held;
  }

  private static boolean holds(Path file, String tag, long step, boolean before)
      throws IOException {
    boolean held = before;
    try (TfRecordReader records = TfRecordReader.open(file)) {
      for (Optional<byte[]> next = records.next(); next.isPresent(); next = records.next()) {
        Event event = Event.parseFrom(next.get());
        if (event.getSessionLog().getStatus() == SessionStatus.START && event.getStep() <= step) {
          held = false;
        }
        if (event.getStep() == step) {
          held |=
              event.getSummary().getValueList().stream()
                  .anyMatch(value -> value.getTag().equals(tag));
        }
      }
    } catch (TfRecordException e) {
      return held; // Its writer was killed; the rest was never complete.
    }
    return held;
  }
}
