package io.nocturne.cli.survey;

import io.nocturne.Nocturne;
import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.generate.SamplingOptions;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.compose.NoteLimits;
import io.nocturne.compose.Primer;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.music.Piece;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.ExcerptSampler;
import io.nocturne.survey.ExcerptSampler.Excerpt;
import io.nocturne.survey.StudySpec;
import io.nocturne.token.EvenTiming;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes excerpts of a run's music, generated from nothing. */
final class GeneratedExcerpts {
  private static final int MIN_LENGTH = 256;

  /** No excerpt needs more: 300 seconds of eight even notes a second, or as many tokens a note. */
  private static final int MAX_LENGTH = 65_536;

  /** The maximum number of pieces generated for each excerpt, if many begin mostly silent. */
  private static final int MAX_TRIES = 8;

  private GeneratedExcerpts() {}

  /**
   * Returns beginnings of pieces, which are generated longer until they last long enough, with the
   * same beginnings. Pieces that begin mostly silent are replaced by others.
   *
   * @throws UserException if they never last long enough, or nearly all begin mostly silent
   */
  static List<Excerpt> of(
      Invocation invocation, RunFolder run, StudySpec spec, ExcerptSampler sampler)
      throws IOException {
    int count = invocation.value(SurveyMakeCommand.EXCERPTS);
    GeneratedDraw generated =
        longEnough(invocation, run, spec, sampler, new Draw(MIN_LENGTH, count));
    List<Excerpt> excerpts = excerpts(invocation, run, spec, sampler, generated.pieces());
    while (excerpts.size() < count) {
      int pieces = generated.draw().count();
      if (pieces >= MAX_TRIES * count) {
        throw new UserException(
            "%s: of %d pieces %d begin with %s seconds without long silences, %d are needed; choose another run, or prepare its corpus with --max-silence"
                .formatted(run.name(), pieces, excerpts.size(), spec.seconds(), count));
      }
      Draw more = new Draw(generated.draw().length(), 2 * pieces);
      generated = longEnough(invocation, run, spec, sampler, more);
      excerpts = excerpts(invocation, run, spec, sampler, generated.pieces());
    }
    return excerpts.subList(0, count);
  }

  /** The number and length of pieces. */
  private record Draw(int length, int count) {}

  /** The pieces of a draw. */
  private record GeneratedDraw(Draw draw, List<Piece> pieces) {}

  /** Returns pieces of that length, or of the first longer one at which all last long enough. */
  private static GeneratedDraw longEnough(
      Invocation invocation, RunFolder run, StudySpec spec, ExcerptSampler sampler, Draw first)
      throws IOException {
    for (int length = first.length(); length <= MAX_LENGTH; length *= 4) {
      List<Piece> pieces = generate(invocation, run, spec.seed(), length, first.count());
      if (pieces.stream().allMatch(sampler::fits)) {
        return new GeneratedDraw(new Draw(length, first.count()), pieces);
      }
    }
    throw new UserException(
        "%s: its pieces of %d tokens last less than %s seconds; lower --seconds or choose another run"
            .formatted(run.name(), MAX_LENGTH, spec.seconds()));
  }

  private static List<Excerpt> excerpts(
      Invocation invocation,
      RunFolder run,
      StudySpec spec,
      ExcerptSampler sampler,
      List<Piece> pieces) {
    Source source = new Source(Source.SourceType.MODEL, run.name());
    List<Excerpt> excerpts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      sampler
          .generated(
              source,
              "seed %d, piece %d%s".formatted(spec.seed(), i + 1, choices(invocation)),
              pieces.get(i))
          .ifPresent(excerpts::add);
    }
    return excerpts;
  }

  /** Returns the sampling options for the key, with which the excerpts can be generated again. */
  private static String choices(Invocation invocation) {
    return Stream.of(
            SamplingOptions.TEMPERATURE,
            SamplingOptions.TOP_K,
            SamplingOptions.TOP_P,
            SamplingOptions.MIN_P)
        .flatMap(
            setting ->
                invocation
                    .changedText(setting)
                    .map(text -> ", %s %s".formatted(setting.option(), text))
                    .stream())
        .collect(Collectors.joining());
  }

  private static List<Piece> generate(
      Invocation invocation, RunFolder run, long seed, int length, int count) throws IOException {
    NoteChoice choice =
        new NoteChoice(
            RepetitionPenalty.NONE,
            OptionalInt.empty(),
            run.tokenizer().vocabulary().eosId().isPresent() ? length : 0,
            NoteLimits.NONE,
            OptionalInt.empty());
    GenerateJob job =
        new GenerateJob(
            run,
            Primer.none(run.tokenizer()),
            new GenerateSpec(length, count, seed, SamplingOptions.sampler(invocation)),
            choice,
            EvenTiming.DEFAULT.at(run.info().tempo()),
            Output.CONTINUATION,
            invocation.value(DeviceOption.DEVICE));
    try (var progress =
        invocation.console().progress("generating", (long) length * count, "tokens")) {
      List<Piece> pieces = Nocturne.generate(job, (done, all) -> progress.update(done));
      return pieces.stream().map(Piece::sustained).toList();
    }
  }
}
