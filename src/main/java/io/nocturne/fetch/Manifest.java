package io.nocturne.fetch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.nocturne.base.UserIOException;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.JsonBytes;
import io.nocturne.io.file.JsonProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code manifest.json}: where each file of a folder came from.
 *
 * @param format 1
 * @param files in the order in which they first came
 */
record Manifest(int format, List<ManifestEntry> files) {
  /** The file's name. */
  static final String NAME = "manifest.json";

  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  Manifest {
    if (format < 1 || format > FORMAT) {
      throw new IllegalArgumentException(
          "format %d is not format %d, the only one known here; update nocturne"
              .formatted(format, FORMAT));
    }
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param url where it came from
   * @param file its name in the folder
   * @param sha256 of its content, 64 hexadecimal digits
   * @param bytes its size
   * @param fetched when it came, in ISO 8601
   * @param etag what the server calls this version of it
   * @param lastModified since when the server has it, as the server writes it
   */
  record ManifestEntry(
      URI url,
      String file,
      String sha256,
      long bytes,
      String fetched,
      Optional<String> etag,
      Optional<String> lastModified) {
    ManifestEntry {
      if (url == null || file == null || sha256 == null || fetched == null) {
        throw new IllegalArgumentException("each file must have url, file, sha256 and fetched");
      }
      if (!file.equals(Path.of(file).getFileName().toString())) {
        throw new IllegalArgumentException("file must be a name in the folder, was " + file);
      }
    }
  }

  /** Returns the manifest of a folder; one without files if it has none. */
  static Manifest of(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return new Manifest(FORMAT, List.of());
    }
    try {
      return JsonBytes.value(JSON, InputFile.bytes(file), Manifest.class);
    } catch (JsonProcessingException e) {
      throw new UserIOException(
          "%s: %s; move it away to fetch everything again".formatted(file, JsonProblem.text(e)), e);
    }
  }

  void write(Path folder) throws IOException {
    byte[] json = JSON.writeValueAsBytes(this);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    AtomicFile.write(folder.resolve(NAME), line);
  }

  Optional<ManifestEntry> entry(URI url) {
    return files.stream().filter(entry -> entry.url().equals(url)).findFirst();
  }

  /** Returns this with an entry, which replaces one of the same address if there is one. */
  Manifest with(ManifestEntry entry) {
    List<ManifestEntry> all = new ArrayList<>(files);
    all.replaceAll(old -> old.url().equals(entry.url()) ? entry : old);
    if (!all.contains(entry)) {
      all.add(entry);
    }
    return new Manifest(format, all);
  }
}
