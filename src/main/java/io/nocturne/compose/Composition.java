package io.nocturne.compose;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Generator.GenerateListener;
import io.nocturne.generate.TokenSpace;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryModel;
import io.nocturne.model.InferenceModel;
import io.nocturne.music.Piece;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Vocabulary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Carries out a {@link GenerateJob}: from the primer's tokens to new pieces. */
public final class Composition {
  private final GenerateJob job;
  private final Tokenizer tokenizer;
  private final DecodingConstraints constraints;

  /**
   * Prepares the work, without reading any weights.
   *
   * @throws io.nocturne.base.UserException if the choice of notes asks for what the tokens or the
   *     primer do not have
   */
  public Composition(GenerateJob job) {
    this.job = job;
    this.tokenizer = job.run().tokenizer();
    this.constraints = new TokenRules(tokenizer, job.primer()).of(job.choice());
  }

  /**
   * Generates the pieces with the run's best weights.
   *
   * @throws io.nocturne.base.UserException if a memory is asked for and the run has none
   * @throws IOException if the weights cannot be read
   */
  public List<Piece> pieces(GenerateListener listener) throws IOException {
    int[] primer = job.primer().ids();
    Optional<MemoryModel> memory = memory();
    SessionSettings session = SessionSettings.defaults().on(job.device());
    int[][] generated;
    try (InferenceModel model = job.run().openBest(session)) {
      Generator alone = generator(model);
      generated = generate(memory.map(alone::with).orElse(alone), primer, listener);
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < generated.length; i++) {
      pieces.add(piece(job.run().name() + " " + (i + 1), primer, generated[i]));
    }
    return pieces;
  }

  private Optional<MemoryModel> memory() throws IOException {
    OptionalDouble wanted = job.choice().memory();
    Optional<FittedMemory> fitted = job.run().checkpoints().memory();
    if (fitted.isEmpty() && wanted.orElse(0) > 0) {
      throw new UserException(
          job.run().path()
              + ": has no memory.json, which is fitted when a training finishes; resume its"
              + " training, or generate without a memory");
    }
    double trust = wanted.orElse(fitted.map(FittedMemory::trust).orElse(0.0));
    return trust == 0
        ? Optional.empty()
        : fitted.map(memory -> new MemoryModel(tokenizer, memory.weights(), trust));
  }

  private Generator generator(InferenceModel model) {
    TokenSpace tokens = space(job.run());
    return switch (job.context().orElse(model.spec().context())) {
      case WINDOW -> new Generator(model::logits, tokens, constraints);
      case PIECE -> new Generator(new CarriedNetwork(model), tokens, constraints);
    };
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
    Piece inKeyOfTokens =
        switch (job.output()) {
          case CONTINUATION, CONTINUED_PIECE ->
              tokenizer.decode(name, primer, generated, job.timing());
          case PRIMER_AND_CONTINUATION ->
              tokenizer.decode(
                  name,
                  IntStream.concat(IntStream.of(primer), IntStream.of(generated)).toArray(),
                  job.timing());
        };
    Piece piece = inKeyOfTokens.transposed(-job.primer().semitones());
    return job.primer().continued().map(continued -> after(continued, piece)).orElse(piece);
  }

  private Piece after(ContinuedPiece piece, Piece continuation) {
    if (!tokenizer.hasSeconds()) {
      return piece.append(continuation);
    }
    int[] ids = job.primer().ids();
    Piece written = tokenizer.decode(continuation.name(), ids, job.timing());
    return piece.append(continuation, written, tokenizer.seconds(ids));
  }

  /** Returns the ids that a run's network reads and writes; special tokens are not for pieces. */
  static TokenSpace space(RunFolder run) {
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    Set<Integer> forbidden =
        Stream.of(Vocabulary.BOS, Vocabulary.UNK)
            .flatMap(special -> vocabulary.id(special).stream().boxed())
            .collect(Collectors.toSet());
    return new TokenSpace(
        run.model().window(),
        run.tokenIds().count(),
        run.tokenIds().pad(),
        forbidden,
        vocabulary.id(Vocabulary.EOS));
  }
}
