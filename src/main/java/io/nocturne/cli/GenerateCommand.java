package io.nocturne.cli;

import io.nocturne.GenerateJob;
import io.nocturne.GenerateJob.Output;
import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Progress;
import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.music.Piece;
import io.nocturne.runtime.SessionSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** New music from a trained run. */
final class GenerateCommand implements Command {
  private static final Setting<Integer> LENGTH =
      Setting.of("length", ValueType.wholeNumber(1, 1_000_000), 200, "new notes in each piece");
  private static final Setting<Integer> COUNT =
      Setting.of("count", ValueType.wholeNumber(1, 1_000_000), 1, "pieces");
  private static final Setting<Optional<Long>> SEED =
      Setting.optional(
          "seed",
          ValueType.bigNumber(Long.MIN_VALUE, Long.MAX_VALUE),
          "a new one each time, told",
          "same seed, same pieces");
  private static final Setting<Double> TEMPERATURE =
      Setting.of(
          "temperature",
          ValueType.number(0, 1000),
          1.0,
          "below 1 is safer, above 1 wilder; 0 takes the likeliest note always, as the study did");
  private static final Setting<Boolean> INCLUDE_PRIMER =
      Setting.flag("include-primer", "write the primer before the new notes");

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public String summary() {
    return "make new music with a trained run";
  }

  @Override
  public String description() {
    return "Goes on from a primer, or from nothing, one note at a time. Piece k depends on the seed"
        + " and on k alone. The default tokens are pitches without rhythm, so the notes are evenly"
        + " spaced.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none())
        .with("Run", Places.RUN, Places.CHECKPOINTS)
        .with("Music", LENGTH, COUNT, PrimerOptions.PRIMER, PrimerOptions.NOTES, INCLUDE_PRIMER)
        .with("Choice of notes", TEMPERATURE, SEED)
        .with("Rhythm", TimingOptions.NOTE_LENGTH, TimingOptions.TEMPO)
        .with(
            "Output",
            OutputOptions.OUT,
            OutputOptions.FORMATS,
            OutputOptions.PROGRAM,
            OutputOptions.SOUNDFONT,
            OutputOptions.INDEX,
            OutputOptions.PLAY)
        .with("Machine", DeviceOption.DEVICE);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a piece of 200 notes", "generate --run paper --out piece.mid"),
        new Example(
            "ten continuations of a phrase",
            "generate --run paper --out phrase.mid --count 10 --primer \"C4 E4 G4 C5\""
                + " --include-primer"),
        new Example(
            "from the opening of a file, the likeliest note each time",
            "generate --run paper --out go-on.mid --primer ballade.mid --primer-notes 40"
                + " --temperature 0"),
        new Example(
            "a hundred pieces, and a page to see and hear them on",
            "generate --run paper --out batch/piece.mid --count 100 --index"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Console console = invocation.console();
    OutputPlan output = OutputOptions.plan(invocation);
    RunFolder run = RunFolder.open(Places.run(invocation, invocation.value(Places.RUN)));
    Optional<Piece> primer = PrimerOptions.primer(invocation);
    long seed = invocation.value(SEED).orElseGet(() -> new SplittableRandom().nextLong());
    GenerateJob job =
        new GenerateJob(
            run.path(),
            primer,
            new GenerateSpec(
                invocation.value(LENGTH),
                invocation.value(COUNT),
                seed,
                Sampler.ofTemperature(invocation.value(TEMPERATURE))),
            TimingOptions.timing(invocation),
            invocation.value(INCLUDE_PRIMER) ? Output.PRIMER_AND_CONTINUATION : Output.CONTINUATION,
            invocation.value(DeviceOption.DEVICE));
    DeviceOption.check(console, SessionSettings.defaults().on(job.device()));
    long notes = (long) job.spec().length() * job.spec().count();
    List<Piece> pieces;
    try (Progress progress = console.progress("generating", notes, "notes")) {
      pieces = Nocturne.generate(job, (done, all) -> progress.update(done));
    }
    PrimerOptions.warn(console, run, primer);
    Map<String, String> settings = OutputOptions.settings(invocation, syntax());
    settings.put("seed", Long.toString(seed));
    PieceFiles files = new PieceFiles(output, console, pieces);
    files.write(run.name(), settings);
    console.note("seed " + seed);
    if (invocation.value(OutputOptions.PLAY)) {
      files.play();
    }
    return Exit.DONE;
  }
}
