package io.nocturne.cli.settings;

import java.util.Map;

/**
 * A named set of default values.
 *
 * @param name its name for {@code --preset}
 * @param description its purpose, in a phrase
 * @param values the values as text by setting name, for the settings whose default it changes
 */
public record Preset(String name, String description, Map<String, String> values) {

  public Preset {
    values = Map.copyOf(values);
  }
}
