package io.nocturne.cli.survey;

import io.nocturne.base.UserException;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.evaluate.music.SummaryStatistics;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.survey.Answer;
import io.nocturne.survey.AnswerKey;
import io.nocturne.survey.StudyFolder;
import io.nocturne.survey.analysis.Analysis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Analyzes the answers of a study. */
final class SurveyAnalyzeCommand implements Command {
  private static final String PAGE = "analysis.html";
  private static final String FIGURES = "analysis.json";
  private static final String ANSWERS = "answers.csv";

  private static final Setting<Optional<Path>> OUT =
      Setting.optional(
          "out",
          ValueType.path("DIR"),
          "the study's folder",
          "folder to write to, for a study's folder that is read-only");

  @Override
  public String name() {
    return "survey analyze";
  }

  @Override
  public String summary() {
    return "analyze the answers of a listening study";
  }

  @Override
  public String description() {
    return "Reads DIR/answers.sqlite and the files in DIR/answers, which participants downloaded."
        + " Prints means, and writes analysis.html, analysis.json and answers.csv. The mean of a"
        + " source is that of its participants' means, so each participant counts once.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(SurveyServeCommand.STUDY).with("Options", OUT);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("after participants have answered", "survey analyze study"),
        new Example(
            "a study in a folder that is read-only", "survey analyze study --out findings"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    StudyFolder folder = new StudyFolder(invocation.paths().get(0));
    Path out = invocation.value(OUT).orElse(folder.path());
    requireWritable(invocation, out);
    AnswerKey key = folder.key();
    List<Answer> answers = folder.responses();
    Analysis analysis = Analysis.of(key, answers);
    if (analysis.participants().isEmpty()) {
      throw new UserException(
          folder.path() + ": there are no ratings yet; invite participants with survey serve");
    }
    // Printed first, so that a full disk loses no figures.
    print(invocation.console(), analysis);
    Folders.make(out);
    // The page first, since it marks the other files as nocturne's, should the process end.
    Path page = out.resolve(PAGE);
    write(page, analysis.toReport(folder.study(), key).html());
    AtomicFile.write(out.resolve(FIGURES), analysis.toJson(key));
    write(out.resolve(ANSWERS), csv(key, answers));
    invocation.console().print(page + ": all figures");
    return Exit.DONE;
  }

  private static void requireWritable(Invocation invocation, Path out) throws IOException {
    if (invocation.value(OUT).isPresent()) {
      Folders.requireWritable(out);
    } else if (Files.isDirectory(out) && !Files.isWritable(out)) {
      throw new UserException(out + ": is read-only; name another folder with --out");
    }
    DerivedFiles.requireOwn(out.resolve(PAGE), out.resolve(FIGURES), out.resolve(ANSWERS));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void print(Console console, Analysis analysis) {
    Table table =
        new Table(
            TextColumn.text("question"),
            TextColumn.text("music"),
            TextColumn.number("participants"),
            TextColumn.number("ratings"),
            TextColumn.number("mean"),
            TextColumn.number("sd"),
            TextColumn.text("95 %"));
    for (Analysis.RatingScale scale : analysis.scales()) {
      for (Analysis.OfSource of : scale.sources()) {
        table.row(
            scale.question().key(),
            of.source().name(),
            of.means().map(SummaryStatistics::size).orElse(0),
            of.ratings(),
            of.means().map(s -> number(s.mean())).orElse(""),
            of.means().map(s -> number(s.standardDeviation())).orElse(""),
            of.means().map(SurveyAnalyzeCommand::interval).orElse(""));
      }
    }
    console.print(table);
    for (Analysis.RatingScale scale : analysis.scales()) {
      console.print("%s: alpha %s".formatted(scale.question().key(), number(scale.alpha())));
    }
    analysis.caveats().forEach(console::note);
  }

  private static String interval(SummaryStatistics sample) {
    SummaryStatistics.Interval interval = sample.interval(0.95);
    return Double.isNaN(interval.low())
        ? ""
        : number(interval.low()) + " to " + number(interval.high());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns one line for each answer (RFC 4180). */
  private static String csv(AnswerKey key, List<Answer> answers) {
    Map<String, AnswerKey.KeyEntry> entries =
        key.excerpts().stream()
            .collect(Collectors.toMap(AnswerKey.KeyEntry::excerpt, Function.identity()));
    StringBuilder csv =
        new StringBuilder("participant,excerpt,kind,source,origin,question,value\n");
    for (Answer answer : answers) {
      AnswerKey.KeyEntry entry = entries.get(answer.excerpt());
      csv.append(answer.participant()).append(',').append(answer.excerpt()).append(',');
      csv.append(entry.source().kind().label()).append(',').append(quoted(entry.source().name()));
      csv.append(',').append(quoted(entry.origin())).append(',').append(answer.question());
      csv.append(',').append(quoted(answer.value())).append('\n');
    }
    return csv.toString();
  }

  /**
   * Returns a text in quotes; one that a spreadsheet would take for a formula gets an apostrophe.
   */
  private static String quoted(String text) {
    String safe = text.matches("(?s)[=+\\-@\t].*") ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
