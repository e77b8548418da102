package io.nocturne.io.archive;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names in an archive, which anybody may have chosen. */
final class EntryNames {
  /** The problem of a name that leads to another file. */
  static final String LINK = "it is a link; extract the archive to follow it";

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private final Set<String> known = new HashSet<>();

  /** Returns a name without empty parts and {@code .}, which some programs begin names with. */
  static String normalized(String name) {
    return Arrays.stream(name.split("/"))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .collect(Collectors.joining("/"));
  }

  /**
   * Returns what is wrong with a name, as a clause, and remembers it otherwise.
   *
   * @param name as the archive has it
   */
  Optional<String> problem(String name) {
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("its name has control characters");
    }
    if (name.startsWith("/") || name.startsWith("\\") || DRIVE.matcher(name).matches()) {
      return Optional.of("its path in the archive is absolute");
    }
    if (Arrays.asList(name.split("[/\\\\]")).contains("..")) {
      return Optional.of("its path leads out of the archive");
    }
    String normalized = normalized(name);
    if (normalized.isEmpty()) {
      return Optional.of("it has no name");
    }
    return known.add(normalized)
        ? Optional.empty()
        : Optional.of("the archive has a file of this name before it");
  }
}
