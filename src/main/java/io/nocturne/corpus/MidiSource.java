package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.FolderWalk.FoundFile;
import io.nocturne.input.MusicReader;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of music to read.
 *
 * @param shown what reports call it: where it is
 * @param name its path below the folder that was searched, with slashes; else the file's name
 * @param content its bytes
 */
record MidiSource(String shown, String name, ByteSource content) {
  private static final int FORMAT_WITH_TRACKS = 1;

  /** Reads the content of a source, once, on any thread. */
  @FunctionalInterface
  interface ByteSource {
    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read; {@link #reason} says why
     */
    byte[] bytes() throws IOException;
  }

  static MidiSource of(Path path, String name) {
    return new MidiSource(path.toString(), name, () -> bytes(path));
  }

  static MidiSource broken(String shown, String name, String problem) {
    return new MidiSource(
        shown,
        name,
        () -> {
          throw new UserIOException(problem);
        });
  }

  /** Returns a file of which it is known that it cannot be read. */
  static MidiSource broken(FoundFile file) {
    return broken(file.path().toString(), file.name(), file.problem().orElseThrow());
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
