package io.nocturne.export;

import io.nocturne.io.file.Folders;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.model.GenerationLoop;
import io.nocturne.model.InferenceModel;
import io.nocturne.runtime.NativePaths;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a model as TensorFlow Serving watches it: a SavedModel in a folder for each
 * version, named by its number; the server uses the highest and ignores other names.
 */
final class ServingRoot {
  /** At most 18 digits, which fit into a long, TensorFlow Serving's version number. */
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

  private ServingRoot() {}

  /**
   * Writes the network as the version after the highest, or as version 1. The server never sees an
   * incomplete one: it gets its number when it is complete. Of two writers at the same time, the
   * later one gets the next number.
   *
   * @param loop of the model's graph
   * @param vocabularyJson the content of {@code assets.extra/vocabulary.json}
   * @param root the model's folder; made if there is none
   * @return the version's folder
   * @throws IOException if it cannot be written
   */
  static Path write(InferenceModel model, GenerationLoop loop, byte[] vocabularyJson, Path root)
      throws IOException {
    NativePaths.requireLiteral(root);
    Folders.make(root);
    // In the root, because the temporary folder may be on another file system.
    try (PartialFolder partial = PartialFolder.in(root, "version")) {
      try {
        SavedModelWriter.writeInto(partial.path(), model, loop, vocabularyJson);
        return publish(partial, root);
      } catch (IOException e) {
        throw partial.named(root, e);
      }
    }
  }

  private static Path publish(PartialFolder partial, Path root) throws IOException {
    while (true) {
      Path version = root.resolve(Long.toString(highest(root) + 1));
      try {
        partial.moveTo(PartialFolder.place(root).resolve(version.getFileName()));
        return version;
      } catch (FileSystemException e) {
        if (!Files.exists(version, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        } // Else another writer was faster.
      }
    }
  }

  /** Returns the highest number that is the name of a file or folder, or 0 if there is none. */
  private static long highest(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> VERSION.matcher(name).matches())
          .mapToLong(Long::parseLong)
          .max()
          .orElse(0);
    }
  }
}
