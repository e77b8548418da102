package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.FolderWalk.FoundFile;
import io.nocturne.io.archive.ArchiveReader;
import io.nocturne.io.file.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of music among some paths, one after another: files as they are named, folders searched
 * to the bottom, archives in place of folders, and the embedded pieces where they are named.
 *
 * <p>The order is always the same: that of the paths, in folders as {@link FolderWalk} has it, in
 * archives theirs. Not for use by several threads; what it returns may be read by any.
 */
final class SourceCursor implements AutoCloseable {
  private final Iterator<Path> inputs;
  private final Predicate<String> exclusion;
  private Iterator<MidiSource> listed = Collections.emptyIterator();
  private Optional<FolderWalk> folder = Optional.empty();
  private Optional<ArchiveSources> archive = Optional.empty();
  private boolean isEmpty = true;
  private long excluded;

  private SourceCursor(List<Path> inputs, Exclusion exclusion) {
    this.inputs = List.copyOf(inputs).iterator();
    this.exclusion = exclusion.matcher();
  }

  /**
   * Opens a cursor before the first source.
   *
   * @throws IOException if a path does not exist, or a folder or an archive contains no music
   */
  static SourceCursor open(List<Path> inputs, Exclusion exclusion) throws IOException {
    for (Path input : inputs) {
      require(input);
    }
    return new SourceCursor(inputs, exclusion);
  }

  private static void require(Path input) throws IOException {
    boolean isFound = input.equals(Path.of(EmbeddedCorpus.NAME)) || Files.exists(input);
    if (!isFound) {
      throw new UserIOException(input + ": no such file or folder; check the path");
    }
    try (SourceCursor sources = new SourceCursor(List.of(input), Exclusion.NONE)) {
      if (sources.next().isEmpty()) {
        throw new UserIOException(
            input
                + ": no MIDI or MusicXML file (.mid, .midi, .kar, .rmi, .musicxml, .mxl, .xml) in"
                + " this %s; check the path"
                    .formatted(Files.isDirectory(input) ? "folder or below" : "archive"));
      }
    }
  }

  /**
   * Returns the next source; empty at the end. A file that is known to be unreadable is a source
   * too, whose content cannot be read. Of an archive that can only be read in order, the content is
   * held by the source.
   *
   * @throws IOException if all files are left out, or what was there when the cursor was opened can
   *     no longer be listed
   */
  Optional<MidiSource> next() throws IOException {
    Optional<MidiSource> source = find();
    isEmpty &= source.isEmpty();
    if (isEmpty && excluded > 0) {
      throw new UserIOException(
          String.format(
              Locale.ROOT,
              "all %,d files are left out by --exclude; use other patterns",
              excluded));
    }
    return source;
  }

  private Optional<MidiSource> find() throws IOException {
    while (true) {
      if (listed.hasNext()) {
        return Optional.of(listed.next());
      }
      Optional<MidiSource> archived = archive.flatMap(ArchiveSources::next);
      if (archived.isPresent()) {
        return archived;
      }
      close();
      Optional<FoundFile> found = folder.flatMap(FolderWalk::next);
      if (found.isPresent()) {
        enter(found.get());
      } else if (inputs.hasNext()) {
        enter(inputs.next());
      } else {
        return Optional.empty();
      }
    }
  }

  /**
   * Passes over sources.
   *
   * @param count how many; fewer if there are not as many
   * @throws IOException as {@link #next} does
   */
  void skip(long count) throws IOException {
    long left = count;
    while (left > 0 && next().isPresent()) {
      left--;
    }
  }

  /** Returns how many files were left out so far. */
  long excluded() {
    return excluded;
  }

  /** Closes the archive that is being read. */
  @Override
  public void close() throws IOException {
    if (archive.isPresent()) {
      archive.get().close();
    }
    archive = Optional.empty();
  }

  private void enter(Path input) throws IOException {
    Path last = input.getFileName();
    String name = (last == null ? input : last).toString();
    if (input.equals(Path.of(EmbeddedCorpus.NAME))) {
      listed = EmbeddedCorpus.pieces().stream().map(MidiSource::embedded).iterator();
    } else if (Files.isDirectory(input)) {
      folder = Optional.of(walk(input));
    } else if (!Files.isRegularFile(input)) {
      // Opening a pipe would wait for ever.
      throw new UserIOException(input + ": is not a regular file; name a file or a folder");
    } else if (ArchiveReader.isNamedLikeArchive(name)) {
      enterArchive(input, "");
    } else if (!isExcluded(name)) {
      listed = List.of(MidiSource.of(input, name)).iterator();
    }
  }

  private static FolderWalk walk(Path folder) throws IOException {
    try {
      return new FolderWalk(folder);
    } catch (IOException e) {
      throw new UserIOException(
          "%s: %s; make it readable or leave it out".formatted(folder, FileProblem.reason(e)), e);
    }
  }

  private void enter(FoundFile file) {
    if (isExcluded(file.name())) {
      return;
    }
    if (file.problem().isPresent()) {
      listed = List.of(MidiSource.broken(file)).iterator();
    } else if (ArchiveReader.isNamedLikeArchive(file.name())) {
      enterArchive(file.path(), file.name() + "/");
    } else {
      listed = List.of(MidiSource.of(file.path(), file.name())).iterator();
    }
  }

  private void enterArchive(Path path, String prefix) {
    try {
      archive = Optional.of(new ArchiveSources(path, prefix, this::isExcluded));
    } catch (IOException e) {
      listed = List.of(ArchiveSources.unreadable(path, e)).iterator();
    }
  }

  private boolean isExcluded(String name) {
    boolean isMatch = exclusion.test(name);
    excluded += isMatch ? 1 : 0;
    return isMatch;
  }
}
