package io.nocturne.cli.survey;

import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.generate.GenerateCommand;
import io.nocturne.cli.generate.SamplingOptions;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.MidiPieces;
import io.nocturne.io.file.Folders;
import io.nocturne.survey.Excerpt;
import io.nocturne.survey.ExcerptSampler;
import io.nocturne.survey.Source;
import io.nocturne.survey.StaticPage;
import io.nocturne.survey.StudyFolder;
import io.nocturne.survey.StudySpec;
import io.nocturne.survey.StudyWriter;
import io.nocturne.survey.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** A listening study: excerpts of networks, people and chance, made alike. */
public final class SurveyMakeCommand implements Command {
  private static final String PEOPLE = "people";
  private static final String CHANCE = "chance";
  private static final Setting<Optional<List<String>>> MODELS =
      Setting.optional(
          "models",
          new ValueType<>(
              "RUN,RUN",
              "runs with commas between",
              SurveyMakeCommand::names,
              names -> String.join(",", names)),
          "none",
          "runs whose music is rated: names, or paths of their folders");
  private static final Setting<Optional<Path>> HUMAN =
      Setting.optional(
          "human",
          ValueType.path("MIDI_DIR"),
          "none",
          "MIDI files of music by people: a part of a different one for each excerpt");
  private static final Setting<Boolean> RANDOM =
      Setting.flag("random", "excerpts of chance besides: notes drawn one by one from --human's");
  private static final Setting<Path> OUT =
      Setting.required("out", ValueType.path("DIR"), "folder to make; it must be new or empty");
  static final Setting<Integer> EXCERPTS =
      Setting.of("excerpts", ValueType.wholeNumber(1, 100), 4, "excerpts of each kind of music");
  private static final Setting<Double> SECONDS =
      Setting.of("seconds", ValueType.number(1, 300), 20.0, "how long each excerpt lasts");
  private static final Setting<Optional<Timing>> TIMING =
      Setting.optional(
          "timing",
          ValueType.choice("TIMING", Timing.class),
          "even if the tokens of a run have no rhythm",
          "whether all notes follow each other evenly, or as they were written or made");
  private static final Setting<Integer> PARTICIPANTS =
      Setting.of("participants", ValueType.wholeNumber(1, 10_000), 10, "how many are invited");
  private static final Setting<String> TITLE =
      Setting.of(
          "title", ValueType.text("TEXT"), "Listening to short piano pieces", "above each page");
  private static final Setting<Boolean> STATIC =
      Setting.flag(
          "static", "write survey.html too: a page without a server, whose answers are a file");

  @Override
  public String name() {
    return "survey make";
  }

  @Override
  public String summary() {
    return "prepare a blinded listening study";
  }

  @Override
  public String description() {
    return "Excerpts are equally long and loud and sound on the same piano. Their names are random:"
        + " which is which stands in DIR/key alone, which is never served. Each participant has an"
        + " order of their own (Williams's design). Edit consent.txt before you invite anyone, and"
        + " read ethics.txt.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Music", MODELS, RunPaths.CHECKPOINTS, HUMAN, RANDOM, EXCERPTS, SECONDS, TIMING)
        .with(
            "How runs choose notes",
            SamplingOptions.TEMPERATURE,
            SamplingOptions.TOP_K,
            SamplingOptions.TOP_P,
            SamplingOptions.MIN_P,
            GenerateCommand.SEED)
        .with("Study", OUT, PARTICIPANTS, TITLE, STATIC)
        .with("Machine", DeviceOption.DEVICE);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "a run beside people and chance, ten listeners, as in the published study",
            "survey make --models paper --human chopin --random --out study"),
        new Example(
            "two runs, a page to send around",
            "survey make --models paper,events --human chopin --out study --static"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    check(invocation);
    List<RunFolder> runs = new ArrayList<>();
    for (String run : invocation.value(MODELS).orElse(List.of())) {
      runs.add(RunFolder.open(RunPaths.run(invocation, "--models", run)));
    }
    Set<String> names = new HashSet<>(Set.of(PEOPLE, CHANCE));
    for (RunFolder run : runs) {
      if (!names.add(run.name())) {
        throw new UsageException(
            "--models: tables would call two kinds of music %s; rename a run's folder"
                .formatted(run.name()));
      }
    }
    StudySpec spec = spec(invocation, runs);
    ExcerptSampler choice = new ExcerptSampler(spec);
    // Before the runs generate, which takes longest and is lost if these are too few.
    List<Excerpt> read = readExcerpts(invocation, choice);
    List<Excerpt> excerpts = new ArrayList<>();
    for (RunFolder run : runs) {
      excerpts.addAll(GeneratedExcerpts.of(invocation, run, spec, choice));
    }
    excerpts.addAll(read);
    StudyFolder folder = new StudyWriter(spec).write(excerpts, invocation.value(OUT));
    if (invocation.value(STATIC)) {
      StaticPage.write(folder);
    }
    tell(invocation.console(), folder, spec);
    return Exit.DONE;
  }

  /** Excerpts of people's music and of chance, as far as they are wanted. */
  private static List<Excerpt> readExcerpts(Invocation invocation, ExcerptSampler choice)
      throws IOException {
    if (invocation.value(HUMAN).isEmpty()) {
      return List.of();
    }
    Path folder = invocation.value(HUMAN).get();
    MidiPieces read = MidiPieces.read(List.of(folder));
    read.skipped().forEach(file -> invocation.console().warn(file + "; it is left out"));
    if (read.pieces().isEmpty()) {
      throw new UserIOException(folder + ": none of its files can be read; give other MIDI files");
    }
    int count = invocation.value(EXCERPTS);
    List<Excerpt> excerpts =
        new ArrayList<>(
            choice.human(new Source(Source.SourceType.HUMAN, PEOPLE), read.pieces(), count));
    if (invocation.value(RANDOM)) {
      excerpts.addAll(
          choice.random(new Source(Source.SourceType.RANDOM, CHANCE), read.pieces(), count));
    }
    return excerpts;
  }

  private static void check(Invocation invocation) throws IOException {
    if (invocation.value(MODELS).isEmpty() && invocation.value(HUMAN).isEmpty()) {
      throw new UsageException("--models or --human: give one of them, because there is no music");
    }
    if (invocation.value(RANDOM) && invocation.value(HUMAN).isEmpty()) {
      throw new UsageException("--random: there is nothing to draw notes from; add --human");
    }
    StudyWriter.requireVacant(invocation.value(OUT)); // Said before the work, not after it.
    Folders.requireWritable(invocation.value(OUT));
  }

  private static StudySpec spec(Invocation invocation, List<RunFolder> runs) throws IOException {
    boolean rhythm = true;
    for (RunFolder run : runs) {
      rhythm &= run.tokenizer().hasRhythm();
    }
    return new StudySpec(
        invocation.value(TITLE),
        invocation.value(SECONDS),
        invocation.value(TIMING).orElse(rhythm ? Timing.OWN : Timing.EVEN),
        invocation.value(GenerateCommand.SEED).orElseGet(() -> new SplittableRandom().nextLong()),
        invocation.value(PARTICIPANTS));
  }

  private static void tell(Console console, StudyFolder folder, StudySpec spec) throws IOException {
    console.print(
        String.format(
            Locale.ROOT,
            "%s: %d excerpts of %s seconds, timing %s, at %.1f LUFS, for %d participants",
            folder.path(),
            folder.study().excerpts().size(),
            spec.seconds(),
            spec.timing().label(),
            folder.study().loudness(),
            spec.participants()));
    console.note("edit consent.txt in it before you invite anyone, and read ethics.txt");
    console.note("seed " + spec.seed());
  }

  private static Optional<List<String>> names(String text) {
    List<String> names = List.of(text.split(",", -1));
    boolean good =
        names.stream().noneMatch(String::isBlank)
            && names.stream().distinct().count() == names.size();
    return good ? Optional.of(names) : Optional.empty();
  }
}
