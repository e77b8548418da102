package io.nocturne;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.Targets;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokens;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A corpus of scales, and a training on it that takes a moment. */
final class Scales {
  static final Corpus CORPUS = corpus(20261122);
  static final TrainSpec SPEC =
      TrainSpec.paper()
          .with(new ModelSpec(6, 5, 1, 8, 0.2, Targets.LAST))
          .with(OptimizerSpec.ADAM.withLearningRate(0.01))
          .with(new FitSpec(16, 2, 10, 0, 1, 3, 7))
          .with(new SessionSettings(1, 2));

  private Scales() {}

  static TrainJob job(Path run, Corpus corpus, TrainSpec spec) {
    return new TrainJob(run, run.resolve("events"), "scales", corpus, spec);
  }

  /** Returns six scales of 30 notes, with slips. */
  static Corpus corpus(long seed) {
    Random random = new Random(seed);
    List<TokenizedPiece> pieces = new ArrayList<>();
    for (int piece = 0; piece < 6; piece++) {
      int[] ids = new int[30];
      ids[0] = random.nextInt(88);
      for (int i = 1; i < ids.length; i++) {
        ids[i] = random.nextInt(10) == 0 ? random.nextInt(88) : (ids[i - 1] + 2) % 88;
      }
      pieces.add(piece("scale " + piece, ids));
    }
    return new Corpus(PitchTokenizer.piano(), pieces);
  }

  static TokenizedPiece piece(String name, int[] ids) {
    return new TokenizedPiece(name, "0".repeat(64), Tokens.of(ids));
  }
}
