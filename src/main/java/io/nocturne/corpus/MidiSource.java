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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

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

    /** Returns how many bytes of the content a block holds, or will hold when it is sent. */
    default long sentBytes() {
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

    /** Returns the file for another process; its content if its name may be another there. */
    private Object writeReplace() {
      if (!Files.isReadable(path)) {
        return held(this); // That is why.
      }
      String place = path.toAbsolutePath().toString();
      return Path.of(place).equals(path.toAbsolutePath())
          ? new SharedBytes(place, FileStamp.of(path))
          : held(this);
    }
  }

  /**
   * Shows whether a file is the same on two machines, of which one may cut off parts of a second.
   *
   * @param bytes its length
   * @param seconds of its last change; 0 if there is no such file
   */
  private record FileStamp(long bytes, long seconds) implements Serializable {
    static FileStamp of(Path path) {
      try {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileStamp(file.size(), file.lastModifiedTime().to(TimeUnit.SECONDS));
      } catch (IOException e) {
        return new FileStamp(0, 0);
      }
    }
  }

  /**
   * The content of a file that another process has found.
   *
   * @param stamp of the file there
   */
  private record SharedBytes(String path, FileStamp stamp) implements ByteSource {
    /**
     * Reads the file.
     *
     * @throws UncheckedIOException if it cannot be read, though it can in the other process, or is
     *     another file
     */
    @Override
    public byte[] bytes() throws IOException {
      try {
        Path file = Path.of(path);
        if (!FileStamp.of(file).equals(stamp)) {
          throw new IOException("it is another file than where files are listed, or none");
        }
        return new FileBytes(file).bytes();
      } catch (IOException e) {
        throw elsewhere(FileProblem.reason(e));
      } catch (InvalidPathException e) {
        throw elsewhere("its name is not one in this machine's locale");
      }
    }

    private UncheckedIOException elsewhere(String why) {
      String help = "put it where all machines can read the same files";
      return new UncheckedIOException(
          new UserIOException("%s: on %s, %s; %s".formatted(path, host(), why, help)));
    }

    private static String host() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "another machine";
      }
    }
  }

  /** Content in memory. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record HeldBytes(byte[] bytes) implements ByteSource {
    @Override
    public long sentBytes() {
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
