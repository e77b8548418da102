package io.nocturne.io.archive;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The symbolic links in a ZIP archive. Java does not read the types of files, so the directory is
 * read a second time, if there is a file that could be a link: its content is the path it leads to.
 */
final class ZipLinks {
  /** The length of a path on Linux. */
  private static final int MAX_PATH_BYTES = 4096;

  /** A directory that is read in this way is held in memory. */
  private static final int MAX_FILES = 1 << 16;

  private final Path archive;
  private final Charset charset;
  private final int files;
  private Optional<Set<String>> names = Optional.empty();

  /**
   * The links of an archive.
   *
   * @param charset of names that are not in UTF-8
   * @param files how many it has; links among more than 65,536 are not known
   */
  ZipLinks(Path archive, Charset charset, int files) {
    this.archive = archive;
    this.charset = charset;
    this.files = files;
  }

  /** Returns whether a file of the archive is a link. */
  boolean contain(ZipEntry entry) {
    if (files > MAX_FILES || entry.getSize() > MAX_PATH_BYTES) {
      return false;
    }
    if (names.isEmpty()) {
      names = Optional.of(read());
    }
    return names.get().contains(entry.getName());
  }

  private Set<String> read() {
    Set<String> links = new HashSet<>();
    try (ZipFile zip =
        ZipFile.builder()
            .setPath(archive)
            .setCharset(charset)
            .setUseUnicodeExtraFields(false) // As Java does.
            .setIgnoreLocalFileHeader(true)
            .get()) {
      Enumeration<ZipArchiveEntry> entries = zip.getEntries();
      while (entries.hasMoreElements()) {
        ZipArchiveEntry entry = entries.nextElement();
        if (entry.isUnixSymlink()) {
          links.add(entry.getName());
        }
      }
    } catch (IOException | RuntimeException e) {
      return Set.of(); // Of values that Java does not read, which then matter to nobody.
    }
    return links;
  }
}
