package io.nocturne.evaluate.reproduction;

import io.nocturne.corpus.Corpus;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * A request to run the published study again.
 *
 * @param out the folder for {@code checkpoints} and {@code tensorboard}, with a run for each
 *     training
 * @param source the place of the corpus, noted in the runs
 * @param corpus the corpus to train on, in any tokens
 * @param study the trainings
 * @param logging the settings of TensorBoard
 * @param samples the pieces that each reading's network makes
 * @param order the length of the longest n-grams of the baselines
 * @param stopRequested returns whether to save and return; called after each step
 */
public record ReproduceJob(
    Path out,
    String source,
    Corpus corpus,
    StudyPlan study,
    TensorBoardSpec logging,
    GenerateSpec samples,
    int order,
    BooleanSupplier stopRequested) {}
