package io.nocturne.cli.train;

import io.nocturne.cli.settings.Syntax.Preset;
import java.util.Map;

/** The presets of {@code train}: values of settings that are chosen together. */
final class TrainPresets {
  static final Preset PAPER =
      new Preset(
          "paper", "the published study: 128-dimensional embedding, 2 layers of 256", Map.of());

  private static final Preset MUSIC =
      new Preset(
          "music",
          "for event tokens: a forward network that reads whole pieces, in all keys",
          Map.ofEntries(
              Map.entry("embedding", "64"),
              Map.entry("targets", "every"),
              Map.entry("directions", "forward"),
              Map.entry("stateful", "true"),
              Map.entry("window", "64"),
              Map.entry("batch-size", "16"),
              Map.entry("dropout", "0.3"),
              Map.entry("augment", "6"),
              Map.entry("learning-rate", "0.004"),
              Map.entry("schedule", "cosine"),
              Map.entry("warmup-epochs", "0.5"),
              Map.entry("clip-norm", "1"),
              Map.entry("epochs", "20"),
              Map.entry("patience", "4")));

  private static final Preset DEMO =
      new Preset(
          "demo",
          "a small network for a small corpus of event tokens, trained in a minute",
          Map.ofEntries(
              Map.entry("embedding", "32"),
              Map.entry("units", "128"),
              Map.entry("window", "64"),
              Map.entry("targets", "every"),
              Map.entry("directions", "forward"),
              Map.entry("stride", "8"),
              Map.entry("openings", "pad"),
              Map.entry("split", "window"),
              Map.entry("batch-size", "16"),
              Map.entry("learning-rate", "0.004"),
              Map.entry("clip-norm", "1"),
              Map.entry("epochs", "16"),
              Map.entry("patience", "4"),
              Map.entry("update-freq", "10"),
              Map.entry("sample-freq", "8")));

  private TrainPresets() {}

  /** Returns the presets, the default first. */
  static Preset[] all() {
    return new Preset[] {PAPER, MUSIC, DEMO};
  }
}
