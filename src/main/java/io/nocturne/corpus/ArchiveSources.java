package io.nocturne.corpus;

import io.nocturne.corpus.MidiSource.ByteSource;
import io.nocturne.input.MusicReader;
import io.nocturne.io.archive.ArchiveReader;
import io.nocturne.io.archive.ArchivedFile;
import io.nocturne.io.archive.ArchivedFile.KeptFile;
import io.nocturne.io.file.FileProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** The files of music in an archive, one after another in the archive's order. */
final class ArchiveSources implements AutoCloseable {
  private final Path path;
  private final String prefix;
  private final Predicate<String> isExcluded;
  private final String version;
  private final ArchiveReader archive;
  private String last = "";
  private boolean isAtEnd;

  /**
   * The content of a file in an archive.
   *
   * @param version of the archive
   */
  private record ArchivedBytes(KeptFile file, String version) implements ByteSource {
    @Override
    public byte[] bytes() throws IOException {
      return file.bytes();
    }

    @Override
    public long sentBytes() {
      return file.size();
    }

    private Object writeReplace() {
      return MidiSource.held(this);
    }
  }

  /**
   * Opens an archive.
   *
   * @param prefix what the names of its sources begin with
   * @param isExcluded whether a source of a name is passed over
   * @throws IOException if it cannot be opened
   */
  ArchiveSources(Path path, String prefix, Predicate<String> isExcluded) throws IOException {
    this.path = path;
    this.prefix = prefix;
    this.isExcluded = isExcluded;
    this.version = MidiSource.version(path);
    this.archive = ArchiveReader.open(path);
  }

  /**
   * Returns the next source; empty at the end. What is wrong with a file's name, and with the
   * archive, is a source that cannot be read.
   */
  Optional<MidiSource> next() {
    Optional<MidiSource> source = Optional.empty();
    while (source.isEmpty() && !isAtEnd) {
      try {
        Optional<ArchivedFile> file = archive.next();
        isAtEnd = file.isEmpty();
        if (file.isPresent()) {
          source = source(file.get());
          last = file.get().name();
        }
      } catch (IOException e) {
        isAtEnd = true;
        source = Optional.of(damaged(e));
      }
    }
    return source;
  }

  private Optional<MidiSource> source(ArchivedFile file) throws IOException {
    String name = file.name();
    boolean isArchive = ArchiveReader.isNamedLikeArchive(name);
    if (FolderWalk.isOfMac(name)
        || !(isArchive || MusicReader.mayBeMusic(name))
        || isExcluded.test(prefix + name)) {
      return Optional.empty();
    }
    String shown = path + "/" + name;
    Optional<String> problem =
        isArchive
            ? Optional.of("it is an archive in an archive; extract one of them")
            : file.problem();
    if (problem.isPresent()) {
      return Optional.of(MidiSource.broken(shown, prefix + name, problem.get()));
    }
    KeptFile content = file.keep(MusicReader.MAX_BYTES + 1);
    boolean isMusic = MusicReader.isNamedLikeMusic(name) || isScore(name, content);
    return isMusic
        ? Optional.of(new MidiSource(shown, prefix + name, new ArchivedBytes(content, version)))
        : Optional.empty();
  }

  private MidiSource damaged(IOException failure) {
    String upTo = last.isEmpty() ? "" : "; it was read up to " + last;
    return unreadable(path, failure, upTo);
  }

  /** Returns a source for an archive that cannot be opened. */
  static MidiSource unreadable(Path path, IOException failure) {
    return unreadable(path, failure, "");
  }

  private static MidiSource unreadable(Path path, IOException failure, String upTo) {
    String reason = FileProblem.reason(failure);
    String problem =
        failure instanceof FileSystemException ? reason : "the archive is damaged: " + reason;
    return MidiSource.broken(path.toString(), path.getFileName().toString(), problem + upTo);
  }

  /** One whose data is damaged is none, as a file that cannot be read. */
  private static boolean isScore(String name, KeptFile content) {
    try {
      return MusicReader.isMusic(name, content.bytes());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
