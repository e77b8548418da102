package io.nocturne.bench.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Shuffle;
import io.nocturne.dataset.WindowSpec;
import io.nocturne.dataset.Windows;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.model.TokenIds;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.Precision;
import io.nocturne.runtime.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The settings of a task, by name.
 *
 * @param json an object
 */
record TaskSettings(JsonNode json) {

  /** The seed of all random numbers. */
  static final long SEED = 1;

  int number(String name) {
    return require(name).asInt();
  }

  Path path(String name) {
    return Path.of(require(name).asText());
  }

  ModelSpec model() {
    return new ModelSpec(
        number("embedding"),
        number("units"),
        number("layers"),
        number("window"),
        require("dropout").asDouble(),
        Targets.LAST);
  }

  /** Returns the settings of the task, by default the CPU and float32. */
  SessionSettings session() {
    return SessionSettings.defaults()
        .on(Device.valueOf(json.path("device").asText("cpu").toUpperCase(Locale.ROOT)))
        .with(Precision.valueOf(json.path("precision").asText("float32").toUpperCase(Locale.ROOT)));
  }

  /** Returns the token ids; padding is the last one, as in all of nocturne's vocabularies. */
  TokenIds ids() {
    return new TokenIds(number("vocabulary"), number("vocabulary") - 1);
  }

  /** Returns batches of the corpus, as in a training. */
  Batches batches() throws IOException {
    WindowSpec windows = new WindowSpec(number("window"), 1, WindowSpec.Openings.SKIP);
    return new Batches(
        Windows.requireNonEmpty(CorpusFolder.read(path("corpus")), windows),
        number("batch"),
        new Shuffle.Shuffled(SEED));
  }

  private JsonNode require(String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("setting " + name + " is missing");
    }
    return value;
  }
}
