package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.FolderWalk.FoundFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The files of music among some paths, one after another: files as they are named, folders searched
 * to the bottom, and the embedded pieces where they are named.
 *
 * <p>The order is always the same: that of the paths, in folders as {@link FolderWalk} has it. Not
 * for use by several threads; what it returns may be read by any, until it is closed.
 */
final class SourceCursor implements AutoCloseable {
  private final Iterator<Path> inputs;
  private Iterator<MidiSource> listed = Collections.emptyIterator();
  private Optional<FolderWalk> folder = Optional.empty();

  private SourceCursor(List<Path> inputs) {
    this.inputs = List.copyOf(inputs).iterator();
  }

  /**
   * Opens a cursor before the first source.
   *
   * @throws IOException if a path does not exist or a folder contains no music
   */
  static SourceCursor open(List<Path> inputs) throws IOException {
    for (Path input : inputs) {
      requireSources(input);
    }
    return new SourceCursor(inputs);
  }

  /**
   * Returns the next source; empty at the end. A file that is known to be unreadable is a source
   * too, whose content cannot be read.
   *
   * @throws IOException if what was there when the cursor was opened can no longer be listed
   */
  Optional<MidiSource> next() throws IOException {
    while (true) {
      if (listed.hasNext()) {
        return Optional.of(listed.next());
      }
      Optional<FoundFile> found = folder.flatMap(FolderWalk::next);
      if (found.isPresent()) {
        return found.map(SourceCursor::source);
      }
      if (!inputs.hasNext()) {
        return Optional.empty();
      }
      enter(inputs.next());
    }
  }

  /**
   * Passes over sources, without reading files where that is possible.
   *
   * @param count how many; fewer if there are not as many
   * @throws IOException as {@link #next} does
   */
  void skip(long count) throws IOException {
    for (long skipped = 0; skipped < count && next().isPresent(); skipped++) {
      continue;
    }
  }

  /** Closes what the sources are read from. */
  @Override
  public void close() {}

  private void enter(Path input) throws IOException {
    if (input.equals(Path.of(EmbeddedCorpus.NAME))) {
      listed = EmbeddedCorpus.pieces().stream().map(MidiSource::embedded).iterator();
    } else if (Files.isDirectory(input)) {
      folder = Optional.of(new FolderWalk(input));
    } else {
      Path name = input.getFileName();
      listed = List.of(MidiSource.of(input, (name == null ? input : name).toString())).iterator();
    }
  }

  private static MidiSource source(FoundFile file) {
    return file.problem()
        .map(problem -> MidiSource.broken(file.path().toString(), file.name(), problem))
        .orElseGet(() -> MidiSource.of(file.path(), file.name()));
  }

  private static void requireSources(Path input) throws IOException {
    if (input.equals(Path.of(EmbeddedCorpus.NAME)) || Files.isRegularFile(input)) {
      return;
    }
    if (!Files.exists(input)) {
      throw new UserIOException(input + ": no such file or folder; check the path");
    }
    if (!Files.isDirectory(input)) {
      // Opening a pipe would wait for ever.
      throw new UserIOException(input + ": is not a regular file; name a file or a folder");
    }
    if (new FolderWalk(input).next().isEmpty()) {
      throw new UserIOException(
          input
              + ": no MIDI or MusicXML file (.mid, .midi, .kar, .rmi, .musicxml, .mxl, .xml) in"
              + " this folder or below; check the path");
    }
  }
}
