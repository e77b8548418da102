package io.nocturne.export.web;

import io.nocturne.checkpoint.CheckpointWriter;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunFolder.ImportInfo;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunTokens;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.memory.MemoryFitter;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.ModelState;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.TokenIds;
import io.nocturne.model.TrainingModel;
import io.nocturne.music.Piece;
import io.nocturne.runtime.Device;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.Tokenizer;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs with a memory that need no training. */
final class PageRuns {
  private static final long SEED = 7;

  /** Makes pieces long, though not endless. */
  private static final float END_LOGIT = -5;

  private static final SessionSettings SESSION = new SessionSettings(1, 1).on(Device.CPU);

  private PageRuns() {}

  /** Makes a run whose network is sure enough of some tokens for filters to matter. */
  static RunFolder make(Path folder, ModelSpec spec, Tokenizer tokenizer) throws IOException {
    TrainSpec settings = TrainSpec.paper().with(spec);
    RunInfo info =
        new RunInfo("1.0", "2.18.0", "2026-01-01T00:00:00Z", Optional.empty(), settings.toJson());
    TokenIds ids = RunTokens.ids(tokenizer.vocabulary());
    try (TrainingModel model = TrainingModel.create(spec, ids, OptimizerSpec.ADAM, SEED, SESSION)) {
      Map<String, float[]> weights = sharpened(model.state().weights());
      tokenizer.vocabulary().eosId().ifPresent(end -> weights.get("dense/bias")[end] = END_LOGIT);
      model.setState(ModelState.of(weights));
      RunFolder run =
          RunFolder.create(folder, info, tokenizer, new ImportInfo("none", "00"), model);
      try (CheckpointWriter writer = run.write()) {
        writer.save(memory(tokenizer).fit("ckpt-0"));
      }
      return run;
    }
  }

  private static Map<String, float[]> sharpened(Map<String, float[]> weights) {
    Map<String, float[]> sharpened = new LinkedHashMap<>(weights);
    sharpened.computeIfPresent("embedding/embeddings", (name, values) -> scaled(values, 20));
    sharpened.computeIfPresent("dense/kernel", (name, values) -> scaled(values, 4));
    return sharpened;
  }

  private static float[] scaled(float[] values, float factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  /** Returns the fit of a memory beside a network that finds all tokens equally likely. */
  private static MemoryFitter memory(Tokenizer tokenizer) {
    double[] even = new double[tokenizer.vocabulary().size()];
    Arrays.fill(even, 1.0 / even.length);
    MemoryFitter fitter = new MemoryFitter();
    List<Piece> pieces = EmbeddedCorpus.pieces().subList(0, 3);
    for (int i = 0; i < pieces.size(); i++) {
      PieceMemory memory = MemoryModel.unfitted(tokenizer).newPiece();
      for (int id : tokenizer.encode(pieces.get(i)).tokens().toArray()) {
        fitter.add(i, memory.suggestions(), id, even);
        memory.add(id);
      }
    }
    return fitter;
  }
}
