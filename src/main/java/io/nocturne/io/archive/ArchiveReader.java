package io.nocturne.io.archive;

import io.nocturne.io.file.InputFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An archive: the files in it, one after another in the archive's order. Folders are passed over;
 * archives in archives are files like others. For use by one thread.
 */
public interface ArchiveReader extends AutoCloseable {

  /** Returns whether a file's name is that of an archive: .zip, .tar, .tar.gz or .tgz. */
  static boolean isNamedLikeArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return List.of(".zip", ".tar", ".tar.gz", ".tgz").stream().anyMatch(lower::endsWith);
  }

  /**
   * Opens an archive, whose format its name says. A ZIP archive whose directory is damaged is read
   * without it.
   *
   * @throws IOException if it cannot be opened, or its beginning is damaged
   */
  static ArchiveReader open(Path file) throws IOException {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return zip(file);
    }
    InputStream in = bytes(file);
    try {
      return SequentialReader.tar(lower.endsWith(".tar") ? in : new GZIPInputStream(in, 1 << 16));
    } catch (IOException e) {
      in.close();
      throw Damage.worded(e);
    }
  }

  private static ArchiveReader zip(Path file) throws IOException {
    try {
      return ZipReader.open(file);
    } catch (ZipException | EOFException e) {
      return SequentialReader.zip(bytes(file), "its directory cannot be read: " + Damage.clause(e));
    }
  }

  private static InputStream bytes(Path file) throws IOException {
    return new BufferedInputStream(InputFile.open(file), 1 << 16);
  }

  /**
   * Returns the next file; empty at the end.
   *
   * @throws IOException if the archive is damaged, in a clause; there are no more files then
   */
  Optional<ArchivedFile> next() throws IOException;

  @Override
  void close() throws IOException;
}
