package io.nocturne.train;

import io.nocturne.base.UserException;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.dataset.Augmentation;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Shard;
import io.nocturne.dataset.Shuffle;
import io.nocturne.dataset.Split;
import io.nocturne.model.TokenIds;
import io.nocturne.token.Tokenizer;
import io.nocturne.train.TrainSpec.DataSpec;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The batches of a run.
 *
 * @param training in another order each epoch, augmented if the spec says so
 * @param validation the same in each epoch, in the order of the corpus
 * @param ids of the tokens
 */
record EpochBatches(Batches training, Batches validation, TokenIds ids) {
  static EpochBatches of(Split split, TrainSpec spec, Tokenizer tokenizer) {
    int batchSize = spec.fit().batchSize();
    long seed = spec.fit().seed();
    Augmentation augmentation = augmentation(spec.data(), tokenizer, seed);
    TokenIds ids = RunTokens.ids(tokenizer.vocabulary());
    if (spec.model().stateful()) {
      return new EpochBatches(
          Batches.following(split.train(), batchSize, new Shuffle.Shuffled(seed), augmentation),
          Batches.following(
              split.validation(), batchSize, new Shuffle.Sequential(), Augmentation.NONE),
          ids);
    }
    return new EpochBatches(
        new Batches(split.train(), batchSize, new Shuffle.Shuffled(seed), augmentation),
        new Batches(split.validation(), batchSize, new Shuffle.Sequential()),
        ids);
  }

  /** Returns the share of one of several workers. */
  EpochBatches share(int worker, int workers) {
    Shard shard = new Shard(worker, workers, ids.pad());
    return new EpochBatches(training.share(shard), validation.share(shard), ids);
  }

  /**
   * Requires tokens that the augmentation can change.
   *
   * @throws UserException if it would have no effect
   */
  static void requireAugmentable(DataSpec data, Tokenizer tokenizer) {
    if (data.augmentTempo() > 0 && tokenizer.times().isEmpty()) {
      throw new UserException(
          "augment-tempo %s: has no effect on %s tokens, whose times are not in seconds; leave it out, or prepare the corpus with --tokens performance"
              .formatted(data.augmentTempo(), tokenizer.name()));
    }
    boolean hasVelocities =
        IntStream.range(0, tokenizer.vocabulary().size())
            .anyMatch(id -> !tokenizer.louder(id, 1).equals(OptionalInt.of(id)));
    if (data.augmentVelocity() > 0 && !hasVelocities) {
      throw new UserException(
          "augment-velocity %d: has no effect on tokens without velocities; leave it out"
              .formatted(data.augmentVelocity()));
    }
  }

  private static Augmentation augmentation(DataSpec data, Tokenizer tokenizer, long seed) {
    Augmentation all = Augmentation.NONE;
    if (data.augment() > 0) {
      all = all.then(Augmentation.transpositions(tokenizer, data.augment(), seed));
    }
    if (data.augmentTempo() > 0) {
      all = all.then(Augmentation.tempos(tokenizer, data.augmentTempo(), seed));
    }
    if (data.augmentVelocity() > 0) {
      all = all.then(Augmentation.velocities(tokenizer, data.augmentVelocity(), seed));
    }
    return all;
  }
}
