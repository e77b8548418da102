package io.nocturne.cli.settings;

import java.util.Map;

/**
 * Defaults for one purpose.
 *
 * @param name what {@code --preset} calls it
 * @param description what it is for, in a phrase
 * @param values setting name to text, for the settings whose default it changes
 */
public record Preset(String name, String description, Map<String, String> values) {

  public Preset {
    values = Map.copyOf(values);
  }
}
