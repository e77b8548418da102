package io.nocturne.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The selected cases.
 *
 * @param names of cases, {@code GROWTH} or {@code GROWTH=SIZE}; each known
 */
public record Selection(List<String> names) {

  public Selection {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("cases must be at least one, were none");
    }
    names.forEach(Selection::requireKnown);
  }

  /** Returns the cases of the reference network, without growths: some minutes. */
  static Selection usual() {
    return new Selection(Catalogue.names());
  }

  /** Returns all cases and growths except those that need a special machine: hours. */
  static Selection full() {
    return new Selection(
        allNames().stream().filter(name -> !Catalogue.onRequest().contains(name)).toList());
  }

  /** Parses names that are separated by commas. */
  static Selection parse(String text) {
    return new Selection(List.of(text.split(",")).stream().map(String::strip).toList());
  }

  /** Returns all names. */
  public static List<String> allNames() {
    List<String> names = new ArrayList<>(Catalogue.names());
    names.addAll(Catalogue.onRequest());
    for (Growth growth : Growth.values()) {
      names.add(growth.label());
    }
    return names;
  }

  /** Returns the cases, each once. */
  List<Case> of(Catalogue catalogue) {
    Set<String> taken = new LinkedHashSet<>();
    List<Case> cases = new ArrayList<>();
    for (String name : names) {
      for (Case contest : cases(name, catalogue)) {
        if (taken.add(contest.name())) {
          cases.add(contest);
        }
      }
    }
    return cases;
  }

  private static List<Case> cases(String name, Catalogue catalogue) {
    Optional<Growth> growth = growth(name);
    if (growth.isEmpty()) {
      return List.of(catalogue.named(name));
    }
    List<Integer> sizes =
        name.contains("=") ? List.of(size(name).orElseThrow()) : growth.get().points();
    return sizes.stream().map(size -> growth.get().at(size, catalogue)).toList();
  }

  private static void requireKnown(String name) {
    boolean known = Catalogue.names().contains(name) || Catalogue.onRequest().contains(name);
    boolean point = !name.contains("=") || size(name).isPresent();
    if (!known && (growth(name).isEmpty() || !point)) {
      throw new IllegalArgumentException(
          "--cases %s: no such case; name some of %s, or a size such as batch=16"
              .formatted(name, String.join(", ", allNames())));
    }
    if (!known && name.contains("=")) {
      requirePossible(name);
    }
  }

  private static void requirePossible(String name) {
    try {
      growth(name).orElseThrow().workload(size(name).orElseThrow());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--cases " + name + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Growth> growth(String name) {
    String label = name.replaceFirst("=.*", "");
    return List.of(Growth.values()).stream().filter(one -> one.label().equals(label)).findFirst();
  }

  private static Optional<Integer> size(String name) {
    String digits = name.substring(name.indexOf('=') + 1);
    return digits.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }
}
