package io.nocturne.export.keras;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The zip file of a Keras archive. */
final class Archive implements AutoCloseable {
  static final String CONFIG = "config.json";
  static final String METADATA = "metadata.json";
  static final String WEIGHTS = "model.weights.h5";

  /** The vocabulary, in the folder for files of Keras's layers; Keras ignores other files there. */
  static final String VOCABULARY = "assets/vocabulary.json";

  /**
   * The earliest time in a zip file; it is constant, so that the same model gives the same bytes.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Weights hardly compress, but an archive of zeros is a thousandth of them. */
  private static final long MAX_COMPRESSION = 64;

  private static final long UNCOMPRESSED_BYTES = 1 << 24;

  private final ZipFile zip;
  private final long maxBytes;

  private Archive(ZipFile zip, long size) {
    this.zip = zip;
    this.maxBytes = UNCOMPRESSED_BYTES + MAX_COMPRESSION * size;
  }

  /**
   * Opens an archive.
   *
   * @throws RefusedException if it is not a zip file
   */
  static Archive open(Path file) throws IOException {
    try {
      return new Archive(new ZipFile(file.toFile()), Files.size(file));
    } catch (ZipException e) {
      throw new RefusedException(
          "is not a Keras archive, or a damaged one (%s); save the model with model.save(\"NAME.keras\")"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Returns the content of an entry.
   *
   * @param limit the maximum number of bytes
   * @throws RefusedException if it is larger or damaged
   */
  Optional<byte[]> find(String name, long limit) throws IOException {
    long most = Math.min(limit, maxBytes);
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = zip.getInputStream(entry)) {
      // The size in the entry may be wrong.
      byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > most) {
        throw new RefusedException(
            "%s is larger than %d bytes, which is more than such a model needs; save it again"
                .formatted(name, most));
      }
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (sum.getValue() != entry.getCrc()) {
        throw damaged(name, "its checksum differs", null);
      }
      return Optional.of(bytes);
    } catch (ZipException e) {
      throw damaged(name, e.getMessage(), e);
    }
  }

  /** Returns the content of an entry as {@link #find}, and refuses an archive without it. */
  byte[] read(String name, long limit) throws IOException {
    return find(name, limit)
        .orElseThrow(
            () ->
                new RefusedException(
                    "has no %s, so it is not a Keras 3 archive; save the model with Keras 3 and model.save(\"NAME.keras\")"
                        .formatted(name)));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Writes an archive of these entries, not compressed, as Keras does. */
  static void write(Map<String, byte[]> entries, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, byte[]> each : entries.entrySet()) {
      byte[] content = each.getValue();
      CRC32 sum = new CRC32();
      sum.update(content);
      ZipEntry entry = new ZipEntry(each.getKey());
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(sum.getValue());
      entry.setTimeLocal(TIME);
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static RefusedException damaged(String name, String problem, Exception cause) {
    return new RefusedException(
        "%s is damaged: %s; copy or save the archive again".formatted(name, problem), cause);
  }
}
