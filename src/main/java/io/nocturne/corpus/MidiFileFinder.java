package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.input.MusicReader;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The files of music among some paths: files as they are named, folders searched to the bottom, and
 * the embedded pieces where they are named.
 */
final class MidiFileFinder {
  private static final int FORMAT_WITH_TRACKS = 1;

  // What macOS leaves beside files, with their extensions, in ZIP archives and on foreign disks.
  private static final String MAC_ATTRIBUTES = "__MACOSX";
  private static final String MAC_ATTRIBUTE_FILE = "._";

  // Not by locale, so that a folder gives the same corpus everywhere; names that differ in case
  // alone are ordered by the second order.
  private static final Comparator<MidiSource> BY_NAME =
      Comparator.comparing(MidiSource::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(MidiSource::name);

  /**
   * A file to read.
   *
   * @param shown what reports call it: where it is
   * @param name its path below the folder that was searched, with slashes; else the file's name
   * @param content its bytes
   */
  record MidiSource(String shown, String name, ByteSource content) {

    static MidiSource of(Path path, String name) {
      return new MidiSource(path.toString(), name, () -> bytes(path));
    }

    static MidiSource broken(Path path, String name, String problem) {
      return new MidiSource(
          path.toString(),
          name,
          () -> {
            throw new UserIOException(problem);
          });
    }

    static MidiSource embedded(Piece piece) {
      return new MidiSource(
          EmbeddedCorpus.NAME + "/" + piece.name(),
          piece.name(),
          () -> MidiWriter.write(piece, FORMAT_WITH_TRACKS));
    }

    /** Reads one byte more than the maximum, which shows that a file is too long. */
    private static byte[] bytes(Path path) throws IOException {
      try (InputStream in = Files.newInputStream(path)) {
        return in.readNBytes(MusicReader.MAX_BYTES + 1);
      }
    }
  }

  /** Reads the content of a source. */
  @FunctionalInterface
  interface ByteSource {
    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read; {@link #reason} says why
     */
    byte[] bytes() throws IOException;
  }

  private MidiFileFinder() {}

  /**
   * Finds files of music, path by path, those of a folder by name. In folders, what macOS leaves
   * beside files ({@code ._NAME.mid}, {@code __MACOSX}) is passed over.
   *
   * @throws IOException if a path does not exist or a folder holds no music
   */
  static List<MidiSource> find(List<Path> inputs) throws IOException {
    List<MidiSource> sources = new ArrayList<>();
    for (Path input : inputs) {
      if (input.equals(Path.of(EmbeddedCorpus.NAME))) {
        EmbeddedCorpus.pieces().stream().map(MidiSource::embedded).forEach(sources::add);
      } else if (Files.isDirectory(input)) {
        sources.addAll(search(input));
      } else if (Files.isRegularFile(input)) {
        Path name = input.getFileName();
        sources.add(MidiSource.of(input, (name == null ? input : name).toString()));
      } else if (Files.exists(input)) {
        // Opening a pipe would wait for ever.
        throw new UserIOException(input + ": is not a regular file; name a file or a folder");
      } else {
        throw new UserIOException(input + ": no such file or folder; check the path");
      }
    }
    return sources;
  }

  private static List<MidiSource> search(Path folder) throws IOException {
    List<MidiSource> found = new ArrayList<>();
    Files.walkFileTree(
        folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor(folder, found));
    if (found.isEmpty()) {
      throw new UserIOException(
          folder
              + ": no MIDI or MusicXML file (.mid, .midi, .kar, .rmi, .musicxml, .mxl, .xml) in"
              + " this folder or below; check the path");
    }
    found.sort(BY_NAME);
    return found;
  }

  private static SimpleFileVisitor<Path> visitor(Path folder, List<MidiSource> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
        return !below.equals(folder) && isNamed(below, MAC_ATTRIBUTES)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isMusic(file)) {
          String name = nameBelow(folder, file);
          // Opening a pipe would wait for ever; a link that leads nowhere comes here too.
          found.add(
              attributes.isRegularFile()
                  ? MidiSource.of(file, name)
                  : MidiSource.broken(file, name, "it is not a regular file"));
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failure) {
        found.add(MidiSource.broken(file, nameBelow(folder, file), reason(failure)));
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private static boolean isNamed(Path path, String name) {
    Path last = path.getFileName();
    return last != null && last.toString().equals(name);
  }

  private static boolean isMusic(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(MAC_ATTRIBUTE_FILE) && MusicReader.isMusic(file);
  }

  private static String nameBelow(Path folder, Path file) {
    String separator = folder.getFileSystem().getSeparator();
    return folder.relativize(file).toString().replace(separator, "/");
  }

  /** Why a file cannot be opened, as a clause; the exception's own message may be a bare path. */
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof FileSystemLoopException) {
      return "the link leads back to a folder above it";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return String.valueOf(failure.getMessage());
  }
}
