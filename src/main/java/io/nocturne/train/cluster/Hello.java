package io.nocturne.train.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first message of a worker: who it is.
 *
 * @param program its version of nocturne and of TensorFlow
 * @param index that it was given
 * @param addresses of all workers, as it was given them
 */
record Hello(String program, int index, List<String> addresses) {
  private static final String TYPE = "hello";

  ObjectNode message() {
    ObjectNode message = Messages.message(TYPE).put("program", program).put("index", index);
    addresses.forEach(message.putArray("addresses")::add);
    return message;
  }

  /** Returns what a message says; empty if it is another message. */
  static Optional<Hello> of(ObjectNode message) {
    if (!message.path("type").asText().equals(TYPE)) {
      return Optional.empty();
    }
    List<String> addresses = new ArrayList<>();
    for (JsonNode address : message.path("addresses")) {
      addresses.add(address.asText());
    }
    return Optional.of(
        new Hello(message.path("program").asText(), message.path("index").asInt(), addresses));
  }

  /** Returns what keeps this worker from training with a chief, in words that follow its name. */
  Optional<String> difference(Hello chief) {
    if (!addresses.equals(chief.addresses)) {
      return Optional.of(
          "its %s lists %s, the chief's %s; give all the same"
              .formatted(
                  ClusterSpec.VARIABLE,
                  String.join(", ", addresses),
                  String.join(", ", chief.addresses)));
    }
    if (!program.equals(chief.program)) {
      return Optional.of(
          "it runs %s, the chief %s; install the same version".formatted(program, chief.program));
    }
    return Optional.empty();
  }
}
