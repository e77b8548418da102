package io.nocturne.corpus.groups;

import io.nocturne.base.UserIOException;
import io.nocturne.corpus.groups.ListedFiles.ListedFile;
import io.nocturne.io.file.InputFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules of groups by their names on the command line. */
final class GroupRules {
  private static final String FOLDER = "folder";
  private static final String REGEX = "regex:";

  private GroupRules() {}

  /** Returns a rule, as {@link GroupRule#named} does. */
  static GroupRule named(String rule, List<String> columns) throws IOException {
    boolean isCsv = rule.toLowerCase(Locale.ROOT).endsWith(".csv");
    if (!columns.isEmpty() && (!isCsv || columns.size() < 2)) {
      throw new IllegalArgumentException(
          "columns must be those of a CSV table, at least FILE,WORK, were "
              + String.join(",", columns));
    }
    if (rule.equals(FOLDER)) {
      return new FolderRule(OptionalInt.empty());
    }
    if (rule.startsWith(FOLDER + ":")) {
      return new FolderRule(OptionalInt.of(levels(rule.substring(FOLDER.length() + 1))));
    }
    if (rule.equals(LikenessRule.LABEL)) {
      return new LikenessRule();
    }
    if (rule.startsWith(REGEX)) {
      return new PatternRule(pattern(rule.substring(REGEX.length())));
    }
    Path table = Path.of(rule);
    return ListedFiles.of(table, isCsv ? CsvTable.read(table, columns) : list(table));
  }

  private static int levels(String text) {
    if (!text.matches("[1-9][0-9]?")) {
      throw new IllegalArgumentException(
          "folder levels must be a whole number from 1 to 99, was " + text);
    }
    return Integer.parseInt(text);
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the regular expression %s is invalid: %s".formatted(text, e.getDescription()), e);
    }
  }

  private static List<ListedFile> list(Path table) throws IOException {
    String text;
    try {
      text = InputFile.text(table);
    } catch (NoSuchFileException e) {
      throw new UserIOException(
          table + ": no such table of groups, and not folder, folder:LEVELS, regex:PATTERN or auto",
          e);
    }
    List<ListedFile> files = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String[] columns = lines.get(i).split("\t", -1);
      if (lines.get(i).isBlank()) {
        continue;
      }
      if (columns.length != 2 || columns[0].isBlank() || columns[1].isBlank()) {
        throw new UserIOException(
            "%s, line %d: must be a file, a tab and its group".formatted(table, i + 1));
      }
      files.add(
          new ListedFile(i + 1, ListedFiles.slashed(columns[0]), Membership.of(columns[1].trim())));
    }
    return files;
  }
}
