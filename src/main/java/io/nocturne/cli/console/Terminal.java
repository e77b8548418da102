package io.nocturne.cli.console;

import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The terminal that standard output and standard error are connected to. Java cannot detect it:
 * {@code System.console()} covers standard input and output together, and from JDK 22 on it exists
 * without a terminal too. The launcher detects it and sets system properties; without the launcher
 * there is no terminal.
 *
 * @param features its features
 * @param columns its width, at least 20
 */
public record Terminal(Set<Feature> features, int columns) {

  /** A feature of a terminal. */
  public enum Feature {
    /** Standard output is shown on it. */
    OUT,
    /** Standard error is shown on it. */
    ERR,
    /** It shows colors, and the user wants them. */
    COLOR
  }

  private static final int DEFAULT_COLUMNS = 80;

  public Terminal {
    features = Set.copyOf(features);
    columns = Math.max(20, columns);
  }

  /** Returns no terminal: output goes to files or pipes. */
  public static Terminal none() {
    return new Terminal(Set.of(), DEFAULT_COLUMNS);
  }

  /**
   * Returns the terminal that the launcher found.
   *
   * @param properties {@code nocturne.terminal}: "out", "err", both or neither; {@code
   *     nocturne.columns}: the width
   * @param environment {@code NO_COLOR} (if set and not empty) and {@code TERM=dumb} disable color
   */
  public static Terminal detect(Properties properties, Map<String, String> environment) {
    String streams = properties.getProperty("nocturne.terminal", "");
    Set<Feature> found = EnumSet.noneOf(Feature.class);
    if (streams.contains("out")) {
      found.add(Feature.OUT);
    }
    if (streams.contains("err")) {
      found.add(Feature.ERR);
    }
    boolean plain = "dumb".equals(environment.get("TERM"));
    if (plain) {
      found.clear();
    } else if (environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      found.add(Feature.COLOR);
    }
    return new Terminal(found, columns(properties.getProperty("nocturne.columns", "")));
  }

  /** Returns whether the terminal has the feature. */
  public boolean has(Feature feature) {
    return features.contains(feature);
  }

  private static int columns(String text) {
    return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : DEFAULT_COLUMNS;
  }
}
