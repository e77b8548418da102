package io.nocturne.train.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.base.Require;
import io.nocturne.base.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The workers of a training, and which of them this process is.
 *
 * @param addresses of all workers, {@code host:port}, the chief's first
 * @param index of this process, from 0, the chief's
 * @param named whether the chief is a task of its own, and the workers are counted from 0 after it
 * @param timeout the maximum time to wait for a worker to come, and in which a lost one is noticed
 */
public record ClusterSpec(List<String> addresses, int index, boolean named, Duration timeout) {
  /** The environment variable that TensorFlow's users and operators set. */
  public static final String VARIABLE = "TF_CONFIG";

  /** The default timeout. */
  public static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static final int MAX_PORT = 65_535;

  public ClusterSpec {
    addresses = List.copyOf(addresses);
    Require.between("worker index", index, 0, addresses.size() - 1);
    for (String address : addresses) {
      if (!isAddress(address)) {
        throw new IllegalArgumentException(
            "addresses must be host:port, such as 10.0.0.1:2222, was " + address);
      }
    }
    if (new HashSet<>(addresses).size() < addresses.size()) {
      throw new IllegalArgumentException("addresses must differ, were " + addresses);
    }
  }

  /**
   * Reads {@value #VARIABLE}, a JSON object of {@code cluster.worker}, optionally {@code
   * cluster.chief}, {@code task.type} and {@code task.index}. Without a chief, the first worker is
   * the chief, as in Keras.
   *
   * @return the cluster, or empty if it has one worker, which trains alone
   * @throws UserException if it is invalid, naming the key
   */
  public static Optional<ClusterSpec> ofTfConfig(String json) {
    JsonNode config;
    try {
      config = new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new UserException(VARIABLE + ": is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!config.isObject()) {
      throw new UserException(VARIABLE + ": must be a JSON object, was " + json);
    }
    JsonNode cluster = config.path("cluster");
    if (!cluster.path("ps").isEmpty()) {
      throw new UserException(
          VARIABLE + ": cluster.ps: nocturne has no parameter servers; list only worker and chief");
    }
    List<String> chief = addresses(cluster, "chief");
    List<String> all = new ArrayList<>(chief);
    all.addAll(addresses(cluster, "worker"));
    if (chief.size() > 1) {
      throw new UserException(VARIABLE + ": cluster.chief: must be one address, was " + chief);
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int index = index(config.path("task"), chief.size(), all.size());
    try {
      return all.size() < 2
          ? Optional.empty()
          : Optional.of(new ClusterSpec(all, index, !chief.isEmpty(), TIMEOUT));
    } catch (IllegalArgumentException e) {
      throw new UserException(VARIABLE + ": cluster: " + e.getMessage(), e);
    }
  }

  /** Returns the index among all workers of a task of the chiefs (none or one) or workers. */
  private static int index(JsonNode task, int chiefs, int workers) {
    String type = task.path("type").asText("worker");
    if (!type.equals("worker") && !type.equals("chief")) {
      throw new UserException(
          "%s: task.type: must be chief or worker, was %s; nocturne's workers share the validation"
              .formatted(VARIABLE, type));
    }
    int first = type.equals("chief") ? 0 : chiefs;
    int count = type.equals("chief") ? chiefs : workers - chiefs;
    JsonNode index = task.path("index");
    int number = index.isMissingNode() ? 0 : index.asInt(-1);
    if (number < 0 || number >= count) {
      throw new UserException(
          "%s: task.index: must be 0 to %d for %s, the %d in cluster.%s, was %s"
              .formatted(VARIABLE, count - 1, type, count, type, index.asText()));
    }
    return first + number;
  }

  private static List<String> addresses(JsonNode cluster, String key) {
    JsonNode list = cluster.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw new UserException(
          "%s: cluster.%s: must be a list of addresses, was %s".formatted(VARIABLE, key, list));
    }
    List<String> addresses = new ArrayList<>();
    list.forEach(address -> addresses.add(address.asText()));
    return addresses;
  }

  /** Returns this with another timeout. */
  public ClusterSpec within(Duration other) {
    return new ClusterSpec(addresses, index, named, other);
  }

  /** Returns whether this process writes checkpoints and events. */
  public boolean isChief() {
    return index == 0;
  }

  /** Returns the number of workers, the chief included. */
  public int count() {
    return addresses.size();
  }

  /** Returns the name of a worker as {@value #VARIABLE} has it, with its address. */
  public String name(int worker) {
    String task = named ? (worker == 0 ? "chief" : "worker " + (worker - 1)) : "worker " + worker;
    return task + " (" + addresses.get(worker) + ")";
  }

  static String host(String address) {
    String host = address.substring(0, address.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  private static boolean isAddress(String address) {
    if (!address.matches("[^\\s:/]+:\\d{1,5}|\\[[0-9A-Fa-f:.]+\\]:\\d{1,5}")) {
      return false;
    }
    int port = port(address);
    return port >= 1 && port <= MAX_PORT;
  }
}
