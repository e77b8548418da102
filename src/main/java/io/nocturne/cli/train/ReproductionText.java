package io.nocturne.cli.train;

import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Report;
import io.nocturne.io.html.Report.Section;
import java.util.ArrayList;
import java.util.List;

/** A reproduction on the console: the tables and sentences of its page. */
final class ReproductionText {
  private static final int TEXT_COLUMNS = 100;

  private final Report report;

  ReproductionText(Report report) {
    this.report = report;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Section section : report.sections()) {
      if (section.blocks().stream().anyMatch(Block.DataTable.class::isInstance)) {
        lines.add("");
        lines.add(section.heading());
        section.blocks().forEach(block -> add(lines, block));
      }
    }
    lines.add("");
    return lines;
  }

  private static void add(List<String> lines, Block block) {
    if (block instanceof Block.Prose prose) {
      lines.addAll(TextWidth.wrap(prose.text(), TEXT_COLUMNS));
    } else if (block instanceof Block.DataTable table) {
      lines.addAll(table(table).lines());
    }
  }

  private static Table table(Block.DataTable table) {
    List<TextColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.headers().size(); i++) {
      String header = table.headers().get(i);
      columns.add(i == 0 ? TextColumn.text(header) : TextColumn.number(header));
    }
    Table shown = new Table(columns.toArray(TextColumn[]::new));
    table.rows().forEach(row -> shown.row(row.toArray()));
    return shown;
  }
}
