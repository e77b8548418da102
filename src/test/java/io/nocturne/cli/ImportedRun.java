package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run that needs no training: that of a small Keras archive, with windows of 5 tokens.
 *
 * @param folder where its files are
 */
record ImportedRun(Path folder) {
  private static final String VOCABULARY =
      "{\"format\":1,\"tokenizer\":{\"name\":\"pitch\",\"outside\":\"skip\"},"
          + "\"tokens\":[\"C4\",\"D4\",\"E4\",\"F4\",\"G4\",\"<pad>\"]}";

  /** Makes it. */
  static ImportedRun make(Path folder) throws IOException {
    ImportedRun made = new ImportedRun(folder);
    Files.writeString(made.vocabulary(), VOCABULARY);
    try (InputStream archive =
        ImportedRun.class.getResourceAsStream("/io/nocturne/export/keras/sequential.keras")) {
      Files.copy(archive, made.archive());
    }
    Cli cli =
        Cli.run(
            "import",
            made.archive().toString(),
            "--vocabulary",
            made.vocabulary().toString(),
            "--out",
            made.run().toString());
    assertThat(cli.exit()).as(cli.err()).isZero();
    return made;
  }

  /** The run's folder. */
  Path run() {
    return folder.resolve("run");
  }

  /** What it was imported from. */
  Path archive() {
    return folder.resolve("small.keras");
  }

  /** What its tokens are: C4 to G4. */
  Path vocabulary() {
    return folder.resolve("words.json");
  }
}
