package io.nocturne.bench;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The description of a contestant when it is ready.
 *
 * @param versions of its parts, by name
 * @param weights of its network, if it has one: contestants of a case must agree
 */
record Facts(Map<String, String> versions, OptionalLong weights) {
  static final Facts NONE = new Facts(Map.of(), OptionalLong.empty());

  Facts {
    versions = Map.copyOf(versions);
  }
}
