package io.nocturne.cli.corpus;

import io.nocturne.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls {@code prepare} on a folder of MIDI files. */
abstract class PrepareCase {
  @TempDir Path folder;
  Path midi;
  Path out;

  @BeforeEach
  void makeFolders() throws Exception {
    midi = Files.createDirectory(folder.resolve("midi"));
    out = folder.resolve("corpus");
  }

  Cli prepare(String... options) {
    List<String> words =
        new ArrayList<>(List.of("prepare", midi.toString(), "--out", out.toString()));
    words.addAll(List.of(options));
    return Cli.run(words.toArray(String[]::new));
  }
}
