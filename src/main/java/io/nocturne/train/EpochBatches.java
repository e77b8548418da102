package io.nocturne.train;

import io.nocturne.dataset.Augmentation;
import io.nocturne.dataset.Batches;
import io.nocturne.dataset.Shuffle;
import io.nocturne.dataset.Split;
import io.nocturne.dataset.Transpositions;
import io.nocturne.token.Tokenizer;

/**
 * The batches of a run.
 *
 * @param training in another order each epoch, transposed if the spec says so
 * @param validation the same in each epoch, in the order of the corpus
 */
record EpochBatches(Batches training, Batches validation) {
  static EpochBatches of(Split split, TrainSpec spec, Tokenizer tokenizer) {
    int batchSize = spec.fit().batchSize();
    long seed = spec.fit().seed();
    Augmentation augmentation =
        spec.data().augment() == 0
            ? Augmentation.NONE
            : new Transpositions(tokenizer, spec.data().augment(), seed);
    if (spec.model().stateful()) {
      return new EpochBatches(
          Batches.following(split.train(), batchSize, new Shuffle.Shuffled(seed), augmentation),
          Batches.following(
              split.validation(), batchSize, new Shuffle.Sequential(), Augmentation.NONE));
    }
    return new EpochBatches(
        new Batches(split.train(), batchSize, new Shuffle.Shuffled(seed), augmentation),
        new Batches(split.validation(), batchSize, new Shuffle.Sequential()));
  }
}
