package io.nocturne.musicxml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Compressed MusicXML files: ZIP archives that name their score in {@code META-INF/container.xml}.
 * Nothing is unpacked to the disk, so the names in an archive can do no harm.
 */
final class CompressedScore {
  private static final String CONTAINER = "META-INF/container.xml";
  private static final String SCORE_TYPE = "application/vnd.recordare.musicxml+xml";
  private static final int MAX_CONTAINER = 1 << 20;

  /** More than any score with its pictures, so that an archive bomb ends soon. */
  private static final long MAX_UNPACKED = 256L << 20;

  private static final int MAX_ENTRIES = 10_000;

  private final byte[] archive;
  private final Findings findings;

  private CompressedScore(byte[] archive, Findings findings) {
    this.archive = archive;
    this.findings = findings;
  }

  /** Returns the document of the score in an archive. */
  static byte[] document(byte[] archive, Findings findings) throws ScoreException {
    return new CompressedScore(archive, findings).document();
  }

  private byte[] document() throws ScoreException {
    Optional<byte[]> container = find(CONTAINER::equals, MAX_CONTAINER);
    Optional<String> root = container.isPresent() ? root(container.get()) : Optional.empty();
    Optional<byte[]> score =
        root.isPresent() ? find(root.get()::equals, ScoreReader.MAX_BYTES) : Optional.empty();
    if (score.isPresent()) {
      return score.get();
    }
    findings.report(Problem.CONTAINER);
    return find(CompressedScore::isNamedLikeScore, ScoreReader.MAX_BYTES)
        .orElseThrow(() -> findings.fatal("there is no score in this archive"));
  }

  /** Returns the path of the first score that the container lists. */
  private Optional<String> root(byte[] container) throws ScoreException {
    XmlCursor cursor = new XmlCursor(DocumentText.of(container, findings), findings);
    while (cursor.next()) {
      if (cursor.isStart() && cursor.name().equals("rootfile")) {
        String type = cursor.attribute("media-type");
        // The first one is the score even without a type; others may be pictures of it.
        if (type.isEmpty() || type.startsWith(SCORE_TYPE)) {
          return Optional.of(cursor.attribute("full-path"));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNamedLikeScore(String path) {
    return !path.startsWith("META-INF/")
        && !path.startsWith("__MACOSX/")
        && (path.endsWith(".musicxml") || path.endsWith(".xml"));
  }

  private Optional<byte[]> find(Predicate<String> isWanted, int limit) throws ScoreException {
    long left = MAX_UNPACKED;
    byte[] buffer = new byte[1 << 16];
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      int entries = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (isWanted.test(entry.getName())) {
          byte[] content = zip.readNBytes(limit + 1);
          if (content.length > limit) {
            throw tooLarge(entry.getName(), limit);
          }
          return Optional.of(content);
        }
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
          left -= read;
          if (left < 0) {
            throw findings.fatal("the archive unpacks to more than 256 MiB");
          }
        }
        if (++entries > MAX_ENTRIES) {
          throw findings.fatal("the archive has more than 10,000 files");
        }
      }
      return Optional.empty();
    } catch (ScoreException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      // The latter for names that are not UTF-8.
      throw findings.fatal("the archive is damaged (%s)".formatted(e.getMessage()));
    }
  }

  private ScoreException tooLarge(String name, int limit) {
    return findings.fatal(
        String.format(Locale.ROOT, "%s unpacks to more than %,d bytes", name, limit));
  }
}
