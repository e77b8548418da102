package io.nocturne.midi;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The NIFC's 121 Chopin files, which are not part of the repository. */
public final class RealFiles {

  private RealFiles() {}

  /** Returns the folder, which may be missing. */
  public static Path folder() {
    return Path.of(System.getProperty("nocturne.test.midi", "data/nifc-chopin"));
  }

  /** The files by name; skips the test that asks where the folder is missing. */
  public static List<Path> all() throws IOException {
    assumeThat(folder()).isDirectory();
    return listed();
  }

  /** The files by name. */
  static List<Path> listed() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".mid")).sorted().toList();
    }
  }
}
