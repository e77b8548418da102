package io.nocturne.cli.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that a mistyped one most likely means. */
final class Suggestion {

  private Suggestion() {}

  /**
   * Returns the name that equals the typed one except for case and punctuation, or else begins with
   * it, or else has the minimum edit distance (a letter missing, added, changed, or two swapped;
   * about one edit in three letters). Empty if none is close.
   *
   * @param typed what the user wrote, without leading dashes
   * @param known the names to choose from; the earlier wins a tie
   */
  static Optional<String> to(String typed, Collection<String> known) {
    String wanted = letters(typed);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    String best = null;
    int bestEdits = Math.max(1, wanted.length() / 3) + 1;
    for (String name : known) {
      int edits = edits(wanted, letters(name));
      if (edits < bestEdits) {
        best = name;
        bestEdits = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns "; did you mean X?" for the closest name; empty if none is close. */
  static String hint(String typed, String prefix, Collection<String> known) {
    return to(typed, known).map(name -> "; did you mean " + prefix + name + "?").orElse("");
  }

  private static int edits(String typed, String name) {
    if (typed.equals(name)) {
      return 0;
    }
    // A prefix of at least three letters is an abbreviation, however much of the name is missing.
    return typed.length() >= 3 && name.startsWith(typed) ? 1 : distance(typed, name);
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        letters.append(c);
      }
    }
    return letters.toString();
  }

  /**
   * Returns the optimal string alignment distance: Levenshtein's with swaps of neighbors as one
   * edit.
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
