package io.nocturne.io.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Archives for tests, and what is read of them.
 *
 * @param folder where they are written
 */
record ArchiveFiles(Path folder) {
  static final int MAX_BYTES = 1000;

  /** The words in an archive's files, or what is wrong with a file, by name. */
  static Map<String, String> contents(Path file) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    Map<String, ArchivedFile.KeptFile> kept = new LinkedHashMap<>();
    try (ArchiveReader archive = ArchiveReader.open(file)) {
      for (var next = archive.next(); next.isPresent(); next = archive.next()) {
        ArchivedFile one = next.get();
        contents.put(one.name(), one.problem().orElse(""));
        if (one.problem().isEmpty()) {
          kept.put(one.name(), one.keep(MAX_BYTES));
        }
      }
    }
    for (var one : kept.entrySet()) {
      contents.put(one.getKey(), new String(one.getValue().bytes(), UTF_8));
    }
    return contents;
  }

  Path golden(String name) throws IOException {
    try (InputStream in = ArchiveFiles.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  Path tar(TarArchiveEntry... entries) throws IOException {
    Path file = folder.resolve("entries.tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (TarArchiveEntry entry : entries) {
        tar.putArchiveEntry(entry);
        tar.write(new byte[(int) entry.getSize()]);
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  Path write(String name, Map<String, String> files) throws IOException {
    Path file = folder.resolve(name);
    OutputStream out = Files.newOutputStream(file);
    if (name.endsWith(".zip")) {
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (var one : files.entrySet()) {
          zip.putNextEntry(new ZipEntry(one.getKey()));
          zip.write(one.getValue().getBytes(UTF_8));
        }
      }
      return file;
    }
    OutputStream data = name.endsWith(".tar") ? out : new GZIPOutputStream(out);
    try (var tar = new TarArchiveOutputStream(data)) {
      for (var one : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(one.getKey());
        entry.setSize(one.getValue().length());
        tar.putArchiveEntry(entry);
        tar.write(one.getValue().getBytes(UTF_8));
        tar.closeArchiveEntry();
      }
    }
    return file;
  }
}
