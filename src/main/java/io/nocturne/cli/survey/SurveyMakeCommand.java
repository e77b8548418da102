package io.nocturne.cli.survey;

import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.generate.GenerateCommand;
import io.nocturne.cli.generate.SamplingOptions;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.MidiPieces;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.PartialFolder;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.ExcerptSampler;
import io.nocturne.survey.ExcerptSampler.Excerpt;
import io.nocturne.survey.StudyFolder;
import io.nocturne.survey.StudySpec;
import io.nocturne.survey.StudySpec.Timing;
import io.nocturne.survey.StudyWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes a listening study: excerpts by networks and people, and random ones, made comparable. */
final class SurveyMakeCommand implements Command {
  private static final String HUMAN_SOURCE = "people";
  private static final String RANDOM_SOURCE = "chance";
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
          "folder of MIDI or MusicXML files of music by people; each excerpt is from another file");
  private static final Setting<Boolean> RANDOM =
      Setting.flag("random", "also make excerpts of random notes, sampled from those of --human");
  private static final Setting<Path> OUT =
      Setting.required("out", ValueType.path("DIR"), "folder to write; it must be new or empty");
  static final Setting<Integer> EXCERPTS =
      Setting.of(
          "excerpts", ValueType.wholeNumber(1, 100), 4, "number of excerpts of each kind of music");
  private static final Setting<Double> SECONDS =
      Setting.of("seconds", ValueType.number(1, 300), 20.0, "length of each excerpt");
  private static final Setting<Optional<Timing>> TIMING =
      Setting.optional(
          "timing",
          ValueType.choice("TIMING", Timing.class),
          "even if the tokens of a run have no rhythm",
          "even: all notes follow each other evenly; own: each piece keeps its rhythm");
  private static final Setting<Integer> PARTICIPANTS =
      Setting.of("participants", ValueType.wholeNumber(1, 10_000), 10, "number of participants");
  private static final Setting<String> TITLE =
      Setting.of(
          "title", ValueType.text("TEXT"), "Listening to short piano pieces", "title of each page");
  private static final Setting<Boolean> STATIC =
      Setting.flag(
          "static",
          "also write survey.html, a page without a server that saves the answers to a file");

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
        + " only DIR/key, which is never served, says which is which. Each participant has an"
        + " order of their own (Williams's design). Edit consent.txt before you invite anyone, and"
        + " read ethics.txt.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Music", MODELS, RunPaths.CHECKPOINTS, HUMAN, RANDOM, EXCERPTS, SECONDS, TIMING)
        .with("Reading --human", PreprocessingOptions.ofRun())
        .with(
            "Sampling",
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
            "a run, music by people and random notes, as in the published study",
            "survey make --models paper --human chopin --random --out study"),
        new Example(
            "two runs, and a page to send to participants",
            "survey make --models paper,events --human chopin --out study --static"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    check(invocation);
    List<RunFolder> runs = new ArrayList<>();
    for (String run : invocation.value(MODELS).orElse(List.of())) {
      runs.add(RunFolder.open(RunPaths.run(invocation, "--models", run)));
    }
    Set<String> names = new HashSet<>(Set.of(HUMAN_SOURCE, RANDOM_SOURCE));
    for (RunFolder run : runs) {
      if (!names.add(run.name())) {
        throw new UsageException(
            "--models: two kinds of music would have the name %s; rename a run's folder"
                .formatted(run.name()));
      }
    }
    StudySpec spec = spec(invocation, runs);
    ExcerptSampler sampler = new ExcerptSampler(spec);
    // Before the runs generate, which takes longest and would be lost if these are too few.
    List<Excerpt> read = readExcerpts(invocation, sampler, runs);
    List<Excerpt> excerpts = new ArrayList<>();
    for (RunFolder run : runs) {
      excerpts.addAll(GeneratedExcerpts.of(invocation, run, spec, sampler));
    }
    excerpts.addAll(read);
    StudyFolder folder = new StudyWriter(spec).write(excerpts, invocation.value(OUT));
    if (invocation.value(STATIC)) {
      folder.writePage();
    }
    report(invocation.console(), folder, spec);
    return Exit.DONE;
  }

  /** Returns the excerpts of music by people and of random notes that were asked for. */
  private static List<Excerpt> readExcerpts(
      Invocation invocation, ExcerptSampler sampler, List<RunFolder> runs) throws IOException {
    if (invocation.value(HUMAN).isEmpty()) {
      return List.of();
    }
    Path folder = invocation.value(HUMAN).get();
    Preprocessing preprocessing = preprocessing(invocation, runs);
    MidiPieces read = MidiPieces.read(List.of(folder)).with(preprocessing);
    if (runs.stream().allMatch(run -> run.info().provenance().isEmpty())
        && !PreprocessingOptions.isPedalGiven(invocation)
        && read.pieces().stream().anyMatch(Piece::hasSustainPedal)) {
      invocation
          .console()
          .warn(
              folder
                  + ": has sustain pedals, and notes end where keys are released; --pedal extends"
                  + " them, --no-pedal says that this is wanted");
    }
    read.skipped().forEach(file -> invocation.console().warn(file + "; it is left out"));
    if (read.pieces().isEmpty()) {
      throw new UserIOException(folder + ": none of its files can be read; give other MIDI files");
    }
    int count = invocation.value(EXCERPTS);
    List<Excerpt> excerpts =
        new ArrayList<>(
            sampler.human(new Source(Source.SourceType.HUMAN, HUMAN_SOURCE), read.pieces(), count));
    if (invocation.value(RANDOM)) {
      excerpts.addAll(
          sampler.random(
              new Source(Source.SourceType.RANDOM, RANDOM_SOURCE), read.pieces(), count));
    }
    return excerpts;
  }

  /** Returns that of all runs, since their music is compared with what is read. */
  private static Preprocessing preprocessing(Invocation invocation, List<RunFolder> runs) {
    Set<Preprocessing> all =
        runs.stream()
            .map(run -> PreprocessingOptions.besideMusicOf(invocation, run))
            .collect(Collectors.toSet());
    if (all.size() > 1) {
      throw new UsageException(
          "--human: the corpora of the --models were made in different ways (%s); say how to read it by --pedal or --no-pedal, --transpose, --tracks and --max-silence"
              .formatted(
                  runs.stream()
                      .map(run -> run.name() + ": " + run.info().preprocessing().label())
                      .collect(Collectors.joining("; "))));
    }
    return all.stream()
        .findFirst()
        .orElseGet(() -> PreprocessingOptions.with(invocation, Preprocessing.NONE));
  }

  private static void check(Invocation invocation) throws IOException {
    if (invocation.value(MODELS).isEmpty() && invocation.value(HUMAN).isEmpty()) {
      throw new UsageException("--models or --human: give at least one of them");
    }
    if (invocation.value(RANDOM) && invocation.value(HUMAN).isEmpty()) {
      throw new UsageException("--random: has no notes to sample from without --human; add it");
    }
    if (invocation.value(HUMAN).isEmpty()) {
      PreprocessingOptions.requireNone(invocation, "applies to the files of --human");
    }
    PartialFolder.requireFillable(invocation.value(OUT)); // Before the work, not after it.
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

  private static void report(Console console, StudyFolder folder, StudySpec spec)
      throws IOException {
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
