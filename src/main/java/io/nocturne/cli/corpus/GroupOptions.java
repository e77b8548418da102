package io.nocturne.cli.corpus;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.groups.GroupRule;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The options that put the pieces of a corpus into groups. */
final class GroupOptions {
  private static final Setting<Optional<String>> GROUPS =
      Setting.optional(
          "groups",
          ValueType.text("HOW"),
          "each piece is a group of its own",
          "keep the pieces of a work in one part of a split: folder, or folder:N for the first N"
              + " folders of the path; FILE.csv; FILE, a list with a path, a tab and a group on"
              + " each line; regex:PATTERN with a capturing group, found in the path; auto, pieces"
              + " that share passages");
  private static final Setting<Optional<List<String>>> GROUP_COLUMNS =
      Setting.optional(
          "group-columns",
          new ValueType<>(
              "FILE,WORK",
              "names of columns with commas between, at least two",
              GroupOptions::columns,
              columns -> String.join(",", columns)),
          "those of MAESTRO, ASAP and others",
          "columns of --groups FILE.csv: of the path, and of the work or what names it together");

  private GroupOptions() {}

  /** Returns the settings, in the order of help. */
  static Setting<?>[] all() {
    return new Setting<?>[] {GROUPS, GROUP_COLUMNS};
  }

  /** Returns the rule that was chosen; reads its table, if it has one. */
  static Optional<GroupRule> rule(Invocation invocation) throws IOException {
    Optional<String> how = invocation.value(GROUPS);
    List<String> columns = invocation.value(GROUP_COLUMNS).orElse(List.of());
    if (how.isEmpty() && !columns.isEmpty()) {
      throw new UsageException("--group-columns: needs --groups FILE.csv; add it");
    }
    try {
      return how.isPresent() ? Optional.of(GroupRule.named(how.get(), columns)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--groups: " + e.getMessage());
    }
  }

  private static Optional<List<String>> columns(String text) {
    List<String> columns = List.of(text.split(",", -1));
    return columns.size() > 1 && columns.stream().noneMatch(String::isBlank)
        ? Optional.of(columns)
        : Optional.empty();
  }
}
