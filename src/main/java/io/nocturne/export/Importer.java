package io.nocturne.export;

import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunFolder.ImportInfo;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.export.ImportJob.ImportResult;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.token.Vocabulary;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.TrainingRuns;
import io.nocturne.train.tensorboard.TensorBoardSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Imports networks that other programs have trained as runs. */
public final class Importer {
  private Importer() {}

  /** Imports a network, as {@code Nocturne.importModel}. */
  public static ImportResult importModel(ImportJob job) throws IOException {
    return importModel(job, job::read);
  }

  /** Reads the network of a job. */
  @FunctionalInterface
  interface NetworkReading {
    KerasModel read() throws IOException;
  }

  static ImportResult importModel(ImportJob job, NetworkReading reading) throws IOException {
    if (RunFolder.isRun(job.run())) {
      throw new RunException(job.run(), "exists already; choose another name for the import");
    }
    ImportInfo origin = job.origin();
    KerasModel model = reading.read();
    if (!job.origin().equals(origin)) {
      throw new UserIOException(job.source() + ": was changed while it was read; import it again");
    }
    ImportedTokens tokens = ImportedTokens.of(job, model);
    TrainSpec spec =
        TrainSpec.paper()
            .with(model.spec())
            .with(model.training().optimizer().orElse(OptimizerSpec.ADAM));
    Vocabulary vocabulary = tokens.tokenizer().vocabulary();
    TokenIds ids = RunTokens.ids(vocabulary);
    try (TrainingModel trained =
        TrainingModel.create(
            spec.model(), ids, spec.optimizer(), spec.fit().seed(), Exporter.PORTABLE)) {
      initialize(trained, tokens, job);
      RunFolder run =
          RunFolder.create(
              job.run(),
              TrainingRuns.newRun(Optional.empty(), spec, TensorBoardSpec.DEFAULT),
              tokens.tokenizer(),
              origin,
              trained);
      List<String> notes = new ArrayList<>(model.training().notes());
      tokens.note(model).ifPresent(notes::add);
      return new ImportResult(run, notes);
    }
  }

  private static void initialize(TrainingModel model, ImportedTokens tokens, ImportJob job)
      throws IOException {
    try {
      model.setState(tokens.state());
    } catch (IllegalArgumentException e) {
      // A SavedModel may describe one network and hold another.
      throw new UserIOException(
          job.source() + ": its " + e.getMessage() + "; export the run again", e);
    }
  }
}
