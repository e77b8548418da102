package io.nocturne.export.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Archives that Keras 3.15.1 wrote (src/test/python/make_keras_goldens.py), and others like them.
 */
final class Archives {
  static final ObjectMapper JSON = new ObjectMapper();

  private Archives() {}

  /** The entries of one of Keras's archives. */
  static Map<String, byte[]> golden(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(resource(name + ".keras"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  /** The predictions of Keras for the model. */
  static JsonNode expected(String name) throws IOException {
    try (InputStream in = resource(name + ".json")) {
      return JSON.readTree(in);
    }
  }

  /** config.json of one of Keras's archives. */
  static ObjectNode config(String name) throws IOException {
    return (ObjectNode) JSON.readTree(golden(name).get("config.json"));
  }

  /** One of Keras's archives with another config.json. */
  static Path configured(String name, JsonNode config, Path folder) throws IOException {
    return with(name, "config.json", JSON.writeValueAsBytes(config), folder);
  }

  /** One of Keras's archives with another content of an entry. */
  static Path with(String name, String entry, byte[] content, Path folder) throws IOException {
    Map<String, byte[]> entries = golden(name);
    entries.put(entry, content);
    return write(entries, folder);
  }

  static Path write(Map<String, byte[]> entries, Path folder) throws IOException {
    Path file = folder.resolve("m.keras");
    try (OutputStream out = Files.newOutputStream(file)) {
      Archive.write(entries, out);
    }
    return file;
  }

  static KerasModel read(Path file) throws IOException {
    return KerasFile.read(file, Optional.empty(), OptionalInt.empty());
  }

  private static InputStream resource(String name) throws IOException {
    try (InputStream in = Archives.class.getResourceAsStream(name)) {
      return new ByteArrayInputStream(in.readAllBytes());
    }
  }
}
