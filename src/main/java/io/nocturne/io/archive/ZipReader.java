package io.nocturne.io.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A ZIP archive with its directory: its files can be read at any time. */
final class ZipReader implements ArchiveReader {
  /** The encoding of names that are not in UTF-8, by the specification of the format. */
  private static final String OLD_NAMES = "IBM437";

  private final Path path;
  private final ZipFile zip;
  private final Charset charset;
  private final Enumeration<? extends ZipEntry> entries;
  private final EntryNames names = new EntryNames();
  private final ZipLinks links;

  private ZipReader(Path path, ZipFile zip, Charset charset) {
    this.path = path;
    this.zip = zip;
    this.charset = charset;
    this.entries = zip.entries();
    this.links = new ZipLinks(path, charset, zip.size());
  }

  /**
   * Opens an archive.
   *
   * @throws ZipException if its directory is missing or damaged
   */
  static ZipReader open(Path path) throws IOException {
    try {
      return open(path, UTF_8);
    } catch (ZipException e) {
      // Small Java runtimes may lack the other encoding.
      if (!Charset.isSupported(OLD_NAMES)) {
        throw e;
      }
      return open(path, Charset.forName(OLD_NAMES));
    }
  }

  private static ZipReader open(Path path, Charset charset) throws IOException {
    return new ZipReader(path, new ZipFile(path.toFile(), charset), charset);
  }

  @Override
  public Optional<ArchivedFile> next() {
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      if (!entry.isDirectory()) {
        return Optional.of(file(entry));
      }
    }
    return Optional.empty();
  }

  private ArchivedFile file(ZipEntry entry) {
    String written = entry.getName();
    // Programs on Windows wrote such names, against the specification.
    String name = written.contains("/") ? written : written.replace('\\', '/');
    Optional<String> problem =
        links.contain(entry) ? Optional.of(EntryNames.LINK) : names.problem(name);
    long size = Math.max(0, entry.getSize()); // Negative if it is not known.
    return new ZippedFile(path, charset, written, size, EntryNames.normalized(name), problem);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** The content of a file, of which no more than a number of bytes is read. */
  private record ZippedBytes(ZippedFile file, int maxBytes) implements ArchivedFile.KeptFile {
    @Override
    public byte[] bytes() throws IOException {
      return file.bytes(maxBytes);
    }

    @Override
    public long size() {
      return Math.min(file.size(), maxBytes);
    }
  }

  /**
   * A file in the archive. It opens the archive again, so that it can be read when others are done
   * with it; Java shares the directory between all who have the same archive open.
   */
  private record ZippedFile(
      Path archive, Charset charset, String entry, long size, String name, Optional<String> problem)
      implements ArchivedFile {

    @Override
    public KeptFile keep(int maxBytes) {
      return new ZippedBytes(this, maxBytes);
    }

    private byte[] bytes(int maxBytes) throws IOException {
      try (ZipFile zip = new ZipFile(archive.toFile(), charset)) {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
          throw new IOException("the archive was changed while it was read");
        }
        try (InputStream in = zip.getInputStream(found)) {
          return checked(in, found.getCrc(), maxBytes);
        }
      } catch (ZipException | EOFException e) {
        throw new IOException("its data in the archive is damaged (" + Damage.clause(e) + ")", e);
      }
    }

    /** Java checks data that it reads in order alone. */
    private static byte[] checked(InputStream in, long crc, int maxBytes) throws IOException {
      CheckedInputStream data = new CheckedInputStream(in, new CRC32());
      byte[] bytes = data.readNBytes(maxBytes);
      if (data.read() < 0 && data.getChecksum().getValue() != crc) {
        throw new ZipException("its checksum is wrong");
      }
      return bytes;
    }
  }
}
