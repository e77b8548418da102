package io.nocturne.io.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** An archive that is read from its beginning to its end. */
final class SequentialReader implements ArchiveReader {
  private static final String NAMES = "UTF-8";

  /** Longer than names and attributes are in practice; tar itself has no limit. */
  private static final int MAX_HEADER_BYTES = 1 << 18;

  private final HeaderLimit bytes;
  private final ArchiveInputStream<? extends ArchiveEntry> entries;
  private final Optional<String> damage;
  private final EntryNames names = new EntryNames();
  private boolean hasData;

  private SequentialReader(
      HeaderLimit bytes,
      ArchiveInputStream<? extends ArchiveEntry> entries,
      Optional<String> damage) {
    this.bytes = bytes;
    this.entries = entries;
    this.damage = damage;
  }

  /** Reads a tar archive. */
  static SequentialReader tar(InputStream in) {
    var bytes = new HeaderLimit(in, MAX_HEADER_BYTES);
    // Lenient with owners and times, which do not matter here.
    var entries =
        new TarArchiveInputStream(
            bytes, TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, NAMES, true);
    return new SequentialReader(bytes, entries, Optional.empty());
  }

  /**
   * Reads a ZIP archive by the headers of its files, without its directory, which is at the end.
   *
   * @param damage what is wrong with the directory; is reported when the files have been read
   */
  static SequentialReader zip(InputStream in, String damage) {
    var bytes = new HeaderLimit(in, Long.MAX_VALUE); // The format limits names.
    var entries = new ZipArchiveInputStream(bytes, NAMES, true, true);
    return new SequentialReader(bytes, entries, Optional.of(damage));
  }

  @Override
  public Optional<ArchivedFile> next() throws IOException {
    try {
      ArchiveEntry entry = nextEntry();
      while (entry != null && entry.isDirectory()) {
        entry = nextEntry();
      }
      if (entry == null) {
        return end();
      }
      return Optional.of(file(entry));
    } catch (IOException e) {
      throw damage.isPresent() ? new IOException(damage.get(), e) : Damage.worded(e);
    } catch (RuntimeException | NoClassDefFoundError e) {
      // Of values that the library does not check, and of compression for which it needs others.
      throw new IOException(damage.orElse("a header of it is invalid"), e);
    }
  }

  private Optional<ArchivedFile> end() throws IOException {
    if (damage.isPresent()) {
      throw new IOException(damage.get());
    }
    if (bytes.headerBytes() < TarConstants.DEFAULT_RCDSIZE) {
      throw new IOException("it ends without the blocks of zeros that end a tar archive");
    }
    drain(bytes); // Compressed data has its checksum at the end.
    return Optional.empty();
  }

  private ArchiveEntry nextEntry() throws IOException {
    if (hasData) {
      drain(entries);
    }
    bytes.beginHeader();
    ArchiveEntry entry = entries.getNextEntry();
    bytes.endHeader();
    hasData = entry != null && entries.canReadEntryData(entry);
    if (entry instanceof TarArchiveEntry tar && !tar.isCheckSumOK()) {
      throw new IOException("the checksum of a header is wrong");
    }
    return entry;
  }

  private ArchivedFile file(ArchiveEntry entry) {
    String name = EntryNames.normalized(entry.getName());
    return new FileInOrder(name, problem(entry), entries);
  }

  private static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private Optional<String> problem(ArchiveEntry entry) {
    if (entry instanceof TarArchiveEntry tar) {
      if (tar.isSymbolicLink() || tar.isLink()) {
        return Optional.of(EntryNames.LINK);
      }
      if (tar.isBlockDevice() || tar.isCharacterDevice() || tar.isFIFO()) {
        return Optional.of("it is a device or a pipe");
      }
    }
    return entries.canReadEntryData(entry)
        ? names.problem(entry.getName())
        : Optional.of("it is encrypted, or compressed in a way that is not supported");
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }

  /** A file in memory. */
  private static final class HeldFile implements ArchivedFile.KeptFile {
    private final byte[] bytes;

    HeldFile(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }
  }

  /** A file that can be read until the next one. */
  private record FileInOrder(String name, Optional<String> problem, InputStream in)
      implements ArchivedFile {

    @Override
    public KeptFile keep(int maxBytes) throws IOException {
      try {
        return new HeldFile(in.readNBytes(maxBytes));
      } catch (IOException e) {
        throw Damage.worded(e);
      } catch (RuntimeException e) {
        throw new IOException("its data is invalid", e);
      }
    }
  }
}
