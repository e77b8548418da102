package io.nocturne.evaluate.reproduction;

import io.nocturne.corpus.Corpus;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The published study, to be run again.
 *
 * @param out gets {@code checkpoints} and {@code tensorboard} with a run for each training
 * @param source where the corpus is, noted in the runs
 * @param corpus what to learn from, in any tokens
 * @param study what is to be trained
 * @param logging how much of it is logged for TensorBoard
 * @param samples what each reading's network is to make
 * @param order tokens of the longest n-grams of the baselines
 * @param stopRequested asked after each step: whether to save and return
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
