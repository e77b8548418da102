package io.nocturne.corpus;

import io.nocturne.input.MusicReader;
import io.nocturne.io.archive.ArchiveReader;
import io.nocturne.io.file.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of music and archives in a folder and the folders below it, one after another. Of a
 * folder and of those above it, the names are held, and nothing else.
 *
 * <p>Files and folders come by name, folders with a slash at the end of theirs. What macOS leaves
 * beside files ({@code ._NAME.mid}, {@code __MACOSX}) is passed over.
 */
final class FolderWalk {
  // Not by locale, so that a folder gives the same corpus everywhere; names that differ in case
  // alone are ordered by the second order.
  private static final Comparator<Listed> BY_NAME =
      Comparator.comparing(Listed::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Listed::name);

  // What macOS leaves beside files, with their extensions, in ZIP archives and on foreign disks.
  private static final Pattern MAC = Pattern.compile("(?:.*/)?(?:__MACOSX/.*|\\._[^/]*)");

  private final Deque<OpenFolder> open = new ArrayDeque<>();

  /**
   * A file that was found.
   *
   * @param name its path below the folder that was searched, with slashes
   * @param problem why it cannot be read, as a clause, if that is known
   */
  record FoundFile(Path path, String name, Optional<String> problem) {}

  /** A folder being walked: its path, its path below the first one, and what is left of it. */
  private record OpenFolder(Path path, String prefix, Iterator<Listed> rest) {}

  /** An entry of a folder; the name of a folder ends with a slash. */
  private record Listed(String name, boolean isRegular) {
    static Listed of(Path path) {
      String name = path.getFileName().toString();
      return Files.isDirectory(path)
          ? new Listed(name + "/", false)
          : new Listed(name, Files.isRegularFile(path));
    }

    boolean isFolder() {
      return name.endsWith("/");
    }

    boolean isOfInterest() {
      return isFolder()
          ? !isOfMac(name)
          : !isOfMac(name)
              && (MusicReader.mayBeMusic(name) || ArchiveReader.isNamedLikeArchive(name));
    }
  }

  /** Returns whether a path is that of something that macOS leaves beside files. */
  static boolean isOfMac(String path) {
    return MAC.matcher(path).matches();
  }

  /**
   * Begins to walk a folder.
   *
   * @throws IOException if it cannot be listed
   */
  FolderWalk(Path folder) throws IOException {
    enter(folder, "");
  }

  /** Returns the next file; empty when there are no more. */
  Optional<FoundFile> next() {
    while (!open.isEmpty()) {
      OpenFolder folder = open.peek();
      if (!folder.rest().hasNext()) {
        open.pop();
        continue;
      }
      Optional<FoundFile> found = visit(folder, folder.rest().next());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<FoundFile> visit(OpenFolder folder, Listed listed) {
    Path path = folder.path().resolve(listed.name());
    String name = folder.prefix() + listed.name();
    if (listed.isFolder()) {
      try {
        enter(path, name);
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(new FoundFile(path, name, Optional.of(FileProblem.reason(e))));
      }
    }
    if (!listed.isRegular()) {
      // Opening a pipe would wait for ever; a link that leads nowhere comes here too.
      return Optional.of(new FoundFile(path, name, Optional.of("it is not a regular file")));
    }
    return ArchiveReader.isNamedLikeArchive(name) || MusicReader.isMusic(path)
        ? Optional.of(new FoundFile(path, name, Optional.empty()))
        : Optional.empty();
  }

  private void enter(Path folder, String prefix) throws IOException {
    for (OpenFolder above : open) {
      if (Files.isSameFile(above.path(), folder)) {
        throw new FileSystemLoopException(folder.toString());
      }
    }
    try (Stream<Path> paths = Files.list(folder)) {
      List<Listed> found =
          paths.map(Listed::of).filter(Listed::isOfInterest).sorted(BY_NAME).toList();
      open.push(new OpenFolder(folder, prefix, found.iterator()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
