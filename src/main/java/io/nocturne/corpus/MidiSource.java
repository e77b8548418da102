package io.nocturne.corpus;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.FolderWalk.FoundFile;
import io.nocturne.input.MusicReader;
import io.nocturne.io.file.FileProblem;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file of music to read.
 *
 * @param shown what reports call it: where it is
 * @param name its path below the folder that was searched, with slashes; else the file's name
 * @param content its bytes
 */
record MidiSource(String shown, String name, ByteSource content) implements Serializable {
  private static final int FORMAT_WITH_TRACKS = 1;

  /** Reads the content of a source, once, on any thread. */
  interface ByteSource extends Serializable {
    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read; {@link FileProblem#reason} says why
     */
    byte[] bytes() throws IOException;

    /** Returns what differs whenever the content may; empty if it never changes. */
    default String version() {
      return "";
    }

    /** Returns how many bytes of the content are in memory already. */
    default int heldBytes() {
      return 0;
    }
  }

  /** The content of a file. */
  private record FileBytes(Path path) implements ByteSource {
    /** Reads one byte more than the maximum, which shows that a file is too long. */
    @Override
    public byte[] bytes() throws IOException {
      try (InputStream in = Files.newInputStream(path)) {
        return in.readNBytes(MusicReader.MAX_BYTES + 1);
      }
    }

    @Override
    public String version() {
      return MidiSource.version(path);
    }

    private Object writeReplace() {
      return new SharedBytes(path.toAbsolutePath().toString(), version());
    }
  }

  /**
   * The content of a file that another process has found.
   *
   * @param version of the file there
   */
  private record SharedBytes(String path, String version) implements ByteSource {
    /**
     * Reads the file.
     *
     * @throws UncheckedIOException if it is not the file that was found
     */
    @Override
    public byte[] bytes() throws IOException {
      Path file = Path.of(path);
      if (!MidiSource.version(file).equals(version)) {
        throw new UncheckedIOException(
            new UserIOException(
                path
                    + ": is not here what it is where files are listed; put it where all machines"
                    + " see the same files"));
      }
      return new FileBytes(file).bytes();
    }
  }

  /** Content in memory. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record HeldBytes(byte[] bytes) implements ByteSource {
    @Override
    public int heldBytes() {
      return bytes.length;
    }
  }

  /** No content, for a known reason. */
  private record NoBytes(String problem) implements ByteSource {
    @Override
    public byte[] bytes() throws IOException {
      throw new UserIOException(problem);
    }

    @Override
    public String version() {
      return problem;
    }
  }

  static MidiSource of(Path path, String name) {
    return new MidiSource(path.toString(), name, new FileBytes(path));
  }

  static MidiSource broken(String shown, String name, String problem) {
    return new MidiSource(shown, name, new NoBytes(problem));
  }

  /** Returns a file of which it is known that it cannot be read. */
  static MidiSource broken(FoundFile file) {
    return broken(file.path().toString(), file.name(), file.problem().orElseThrow());
  }

  static MidiSource embedded(Piece piece) {
    return new MidiSource(
        EmbeddedCorpus.NAME + "/" + piece.name(),
        piece.name(),
        new HeldBytes(MidiWriter.write(piece, FORMAT_WITH_TRACKS)));
  }

  /** Returns content for another process, which is read now. */
  static ByteSource held(ByteSource content) {
    try {
      return new HeldBytes(content.bytes());
    } catch (IOException e) {
      return new NoBytes(FileProblem.reason(e));
    }
  }

  /** Returns what differs whenever a file was written. */
  static String version(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.size() + " " + file.lastModifiedTime();
    } catch (IOException e) {
      return FileProblem.reason(e); // Reading it reports that.
    }
  }
}
