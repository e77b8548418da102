package io.nocturne.corpus.groups;

import io.nocturne.base.UserIOException;
import io.nocturne.passage.SimilarPieces.SimilarPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Groups pieces as a table lists their files. A path of the table is that of a file if one of them
 * ends with the other, folder by folder, and no other path of the table does.
 */
final class ListedFiles implements GroupRule {
  /** A piece of several in a file is numbered. */
  private static final Pattern NUMBERED = Pattern.compile("(.+)#[0-9]+");

  private static final String AMBIGUOUS = "";

  private final String table;
  private final Map<String, ListedFile> byPath;
  // For each end of a path, the path; or AMBIGUOUS.
  private final Map<String, String> byEnd = new HashMap<>();

  /**
   * A file that a table lists.
   *
   * @param row the number of its row in the table, from 1; a header is a row
   * @param path its path, with slashes
   */
  record ListedFile(int row, String path, Membership membership) {}

  private ListedFiles(String table, Map<String, ListedFile> byPath) {
    this.table = table;
    this.byPath = byPath;
    for (String path : byPath.keySet()) {
      for (String end : ends(path)) {
        byEnd.merge(end, path, (one, other) -> one.equals(other) ? one : AMBIGUOUS);
      }
    }
  }

  /**
   * Creates the rule of a table.
   *
   * @throws UserIOException if it lists nothing, or a file in two groups or parts, naming the rows
   */
  static ListedFiles of(Path table, List<ListedFile> files) throws UserIOException {
    if (files.isEmpty()) {
      throw new UserIOException(table + ": lists no file; give another table");
    }
    Map<String, ListedFile> byPath = new HashMap<>();
    for (ListedFile file : files) {
      ListedFile before = byPath.putIfAbsent(file.path(), file);
      if (before != null && !before.membership().equals(file.membership())) {
        throw new UserIOException(
            "%s, row %d: %s is in another group or part than in row %d; leave one row"
                .formatted(table, file.row(), file.path(), before.row()));
      }
    }
    return new ListedFiles(String.valueOf(table.getFileName()), byPath);
  }

  @Override
  public String label() {
    return table;
  }

  @Override
  public PieceGrouping grouping(int pieces, List<SimilarPair> similar, IntFunction<String> names) {
    return new ListedPieces();
  }

  private final class ListedPieces implements PieceGrouping {
    private final Set<Integer> used = new HashSet<>(); // Rows, which may list several files.

    @Override
    public Membership member(int piece, String name) {
      Optional<ListedFile> file = find(name);
      file.ifPresent(listed -> used.add(listed.row()));
      return file.map(ListedFile::membership).orElse(Membership.NONE);
    }

    @Override
    public List<String> unmatched() {
      Set<Integer> seen = new HashSet<>(used);
      return byPath.values().stream()
          .filter(file -> !used.contains(file.row()))
          .sorted(Comparator.comparingInt(ListedFile::row).thenComparing(ListedFile::path))
          .filter(file -> seen.add(file.row()))
          .map(file -> "%s, row %d: %s".formatted(table, file.row(), file.path()))
          .toList();
    }
  }

  private Optional<ListedFile> find(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    Optional<ListedFile> found = findFile(name);
    return found.isEmpty() && numbered.matches() ? findFile(numbered.group(1)) : found;
  }

  private Optional<ListedFile> findFile(String name) {
    return Stream.concat(ends(name).stream(), Stream.of(byEnd.getOrDefault(name, AMBIGUOUS)))
        .filter(byPath::containsKey)
        .map(byPath::get)
        .findFirst();
  }

  /** Returns a path of a table with slashes, from the first folder on. */
  static String slashed(String path) {
    return path.trim().replace('\\', '/').replaceFirst("^(\\./)+", "");
  }

  /** Returns a path, and what is left of it without its first folders, the longest first. */
  private static List<String> ends(String path) {
    List<String> ends = new ArrayList<>(List.of(path));
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      ends.add(path.substring(slash + 1));
    }
    return ends;
  }
}
