package io.nocturne.generate;

import io.nocturne.base.UserException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Continues a primer, one token at a time.
 *
 * <p>{@link #generate} draws, many pieces side by side. Each piece has its own random numbers, made
 * from the seed and the piece's number, so it does not change with the number of pieces or the
 * batch size, as long as the model's logits do not. TensorFlow's matrix products may round a row
 * differently in batches of different sizes; in the rare case that such a last digit decides a
 * draw, the piece goes another way from there on. The same call on the same machine and settings
 * always gives the same pieces.
 *
 * <p>{@link #search} looks for the likeliest pieces instead.
 */
public final class Generator {
  private final NextTokenModel model;
  private final TokenSpace tokens;
  private final DecodingConstraints rules;
  private final LogitsProcessor candidates;

  /** With the model's logits as they are. */
  public Generator(NextTokenModel model, TokenSpace tokens) {
    this(model, tokens, DecodingConstraints.NONE);
  }

  /** With rules of what may come when. */
  public Generator(NextTokenModel model, TokenSpace tokens, DecodingConstraints rules) {
    this.model = Objects.requireNonNull(model, "model");
    this.tokens = tokens;
    this.rules = rules;
    this.candidates = new LogitsProcessor(tokens, rules.penalty());
  }

  /** As {@link #generate(int[], GenerateSpec, GenerateListener)}, unheard. */
  public int[][] generate(int[] primer, GenerateSpec spec) {
    return generate(primer, spec, (done, all) -> {});
  }

  /**
   * The new tokens of each piece, at most {@code length}; fewer where a piece came to its end. The
   * primer is not among them, nor is the end.
   *
   * @param primer ids, oldest first, of any number: the last ones that fit the window are read, and
   *     padding fills the window's left if they are too few
   * @throws IllegalArgumentException if a primer's id is outside the vocabulary
   * @throws UserException if the rules leave no token to go on with
   * @throws IllegalStateException if the model returns the wrong shape or a logit that is not
   *     finite, naming piece, step and id, or if the sampler returns an id that it must not
   */
  public int[][] generate(int[] primer, GenerateSpec spec, GenerateListener listener) {
    requireKnown(primer);
    DecodingState[] pieces = new DecodingState[spec.count()];
    Arrays.setAll(pieces, number -> DecodingState.of(primer, rules));
    long inAll = (long) spec.count() * spec.length();
    for (int first = 0; first < pieces.length; first += spec.batchSize()) {
      int next = Math.min(first + spec.batchSize(), pieces.length);
      DecodingBatch batch = new DecodingBatch(model, tokens, candidates, spec.sampler());
      for (int number = first; number < next; number++) {
        batch.add(number, pieces[number], PieceRandom.of(spec.seed(), number));
      }
      long before = (long) first * spec.length();
      for (int step = 1; step <= spec.length() && !batch.isComplete(); step++) {
        batch.step();
        long done = Math.max(step, (long) (batch.shareDone() * spec.length()));
        listener.generated(before + done * (next - first), inAll);
      }
    }
    return Arrays.stream(pieces).map(piece -> piece.soFar().continuation()).toArray(int[][]::new);
  }

  /**
   * The new tokens of the likeliest pieces that a beam search finds, the best first: those of the
   * highest mean log-probability of a token, by the model's softmax after the repetition penalty,
   * the end among the tokens. Takes no random numbers. What may not come is left out and changes no
   * other token's probability.
   *
   * @param primer as {@link #generate} takes it
   * @throws IllegalArgumentException if a primer's id is outside the vocabulary
   * @throws UserException if the rules leave fewer pieces than are asked for, or one of them has
   *     exemptions, which are a matter of chance, or sections are to come again
   * @throws IllegalStateException as {@link #generate} throws it
   */
  public int[][] search(int[] primer, BeamSpec spec, GenerateListener listener) {
    requireKnown(primer);
    rules
        .sections()
        .ifPresent(
            sections -> {
              throw new UserException(
                  "a beam search makes no sections come again; leave out " + sections.name());
            });
    BeamSearch search = new BeamSearch(model, tokens, candidates, spec);
    return search.run(DecodingState.of(primer, rules), listener);
  }

  private void requireKnown(int[] primer) {
    for (int id : primer) {
      TokenSpace.requireInside("primer id", id, tokens.vocabularySize());
    }
  }
}
