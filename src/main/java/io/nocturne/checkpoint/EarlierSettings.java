package io.nocturne.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

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
    putIfAbsent(completed, "session", "device", TextNode.valueOf("auto"));
    putIfAbsent(completed, "session", "precision", TextNode.valueOf("float32"));
    putIfAbsent(completed, "model", "directions", TextNode.valueOf("both"));
    putIfAbsent(completed, "data", "augment", IntNode.valueOf(0));
    return completed;
  }

  private static void putIfAbsent(ObjectNode config, String group, String key, JsonNode value) {
    // A group that is missing is an error, which the reader names.
    if (config.get(group) instanceof ObjectNode settings && !settings.has(key)) {
      settings.set(key, value);
    }
  }
}
