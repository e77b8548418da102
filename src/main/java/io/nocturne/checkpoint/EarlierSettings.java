package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Settings that runs of earlier versions do not have, with the values by which these versions went.
 */
public final class EarlierSettings {

  private EarlierSettings() {}

  /**
   * A run's settings with all that were added since.
   *
   * @param config every setting, in groups; is left as it is
   */
  public static ObjectNode completed(ObjectNode config) {
    ObjectNode completed = config.deepCopy();
    putIfAbsent(completed, "session", "device", "auto");
    putIfAbsent(completed, "session", "precision", "float32");
    putIfAbsent(completed, "model", "directions", "both");
    return completed;
  }

  private static void putIfAbsent(ObjectNode config, String group, String key, String value) {
    // A group that is missing is an error, which the reader names.
    if (config.get(group) instanceof ObjectNode settings && !settings.has(key)) {
      settings.put(key, value);
    }
  }
}
