package io.nocturne.compose;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.generate.BeamSpec;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.GenerateListener;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.TokenSpace;
import io.nocturne.model.InferenceModel;
import io.nocturne.music.Piece;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** New pieces, from a primer to what is written. */
public final class Composition {
  private final GenerateJob job;
  private final RunFolder run;
  private final Tokenizer tokenizer;
  private final Optional<ContinuedPiece> continued;

  public Composition(GenerateJob job, RunFolder run) throws IOException {
    this.job = job;
    this.run = run;
    this.tokenizer = run.tokenizer();
    this.continued =
        job.output() == GenerateJob.Output.CONTINUED_PIECE
            ? Optional.of(new ContinuedPiece(job.primer().orElseThrow(Composition::nothing)))
            : Optional.empty();
  }

  public List<Piece> pieces(GenerateListener listener) throws IOException {
    int[] primer = primer();
    DecodingConstraints rules = new TokenRules(tokenizer, job.primer()).of(job.choice());
    int[][] generated;
    try (InferenceModel model = run.openBest(SessionSettings.defaults().on(job.device()))) {
      Generator generator = new Generator(model::logits, space(run), rules);
      generated = generate(generator, primer, listener);
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < generated.length; i++) {
      pieces.add(piece(run.name() + " " + (i + 1), primer, generated[i]));
    }
    return pieces;
  }

  private int[] primer() {
    int[] ids = job.primer().map(tokenizer::promptIds).orElseGet(tokenizer::promptIds);
    if (job.primer().isPresent() && ids.length == 0) {
      throw new UserException(
          "the primer "
              + job.primer().get().name()
              + " has no note that the run's vocabulary knows; choose another primer");
    }
    return ids;
  }

  private int[][] generate(Generator generator, int[] primer, GenerateListener listener) {
    GenerateSpec spec = job.spec();
    OptionalInt beams = job.choice().beams();
    return beams.isEmpty()
        ? generator.generate(primer, spec, listener)
        : generator.search(
            primer,
            new BeamSpec(spec.length(), beams.getAsInt(), spec.count(), spec.batchSize()),
            listener);
  }

  private Piece piece(String name, int[] primer, int[] generated) {
    return switch (job.output()) {
      case CONTINUATION -> tokenizer.decode(name, primer, generated, job.timing());
      case PRIMER_AND_CONTINUATION ->
          tokenizer.decode(
              name,
              IntStream.concat(IntStream.of(primer), IntStream.of(generated)).toArray(),
              job.timing());
      case CONTINUED_PIECE ->
          continued.orElseThrow().append(tokenizer.decode(name, primer, generated, job.timing()));
    };
  }

  /** Returns the ids that a run's network reads and writes; special tokens are not for pieces. */
  static TokenSpace space(RunFolder run) {
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    Set<Integer> forbidden =
        Stream.of(Vocabulary.BOS, Vocabulary.UNK)
            .flatMap(mark -> vocabulary.id(mark).stream().boxed())
            .collect(Collectors.toSet());
    return new TokenSpace(
        run.model().window(),
        run.tokenIds().count(),
        run.tokenIds().pad(),
        forbidden,
        vocabulary.id(Vocabulary.EOS));
  }

  private static UserException nothing() {
    return new UserException("there is no piece to continue; give it as the primer");
  }
}
