package io.nocturne.export.web;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.memory.FittedMemory;
import io.nocturne.memory.MemoryModel;
import io.nocturne.memory.PieceMemory;
import io.nocturne.model.Context;
import io.nocturne.model.Directions;
import io.nocturne.model.InferenceModel;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.RecurrentNetwork;
import io.nocturne.model.Targets;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.runtime.SessionSettings;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.MelodyTokenizer;
import io.nocturne.token.MelodyTokenizer.MelodyExtraction;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** Networks and tokens of each kind, and what Java computes with them. */
@SuppressWarnings("ImmutableEnumChecker") // Its fields are values, but no annotation says so.
enum PageNetwork {
  PITCHES_BY_WINDOWS(
      new ModelSpec(6, 5, 2, 12, 0, Targets.LAST, Directions.BOTH).withUnits(5, 3),
      PitchTokenizer.piano()),
  MASKED_PITCHES_BY_WINDOWS(
      new ModelSpec(6, 5, 2, 12, 0, Targets.LAST, Directions.BOTH).withUnits(3, 5).asMasked(),
      PitchTokenizer.piano()),
  PITCHES_AT_EVERY_POSITION(
      new ModelSpec(6, 5, 2, 12, 0, Targets.EVERY, Directions.BOTH),
      PitchTokenizer.piano(OutOfRangePolicy.FOLD_OCTAVES)),
  MELODIES(
      new ModelSpec(6, 40, 2, 12, 0, Targets.LAST, Directions.FORWARD).withUnits(7, 40).asMasked(),
      MelodyTokenizer.of(
          MelodyExtraction.SKYLINE, Optional.of(Grid.DEFAULT), OutOfRangePolicy.SKIP)),
  CHORDS(
      new ModelSpec(6, 8, 1, 12, 0, Targets.EVERY, Directions.FORWARD).asMasked(),
      chords(ChordNames.PITCHES)),
  CHORDS_IN_NORMAL_ORDER(
      new ModelSpec(6, 8, 1, 12, 0, Targets.EVERY, Directions.FORWARD),
      chords(ChordNames.NORMAL_ORDER)),
  EVENTS(
      new ModelSpec(6, 33, 2, 16, 0, Targets.EVERY, Directions.FORWARD), EventTokenizer.standard()),
  EVENTS_OF_WHOLE_PIECES(
      new ModelSpec(6, 12, 1, 16, 0, Targets.EVERY, Directions.FORWARD).asStateful(),
      EventTokenizer.standard()),
  SHIFTS(
      new ModelSpec(6, 12, 1, 16, 0, Targets.EVERY, Directions.FORWARD),
      EventTokenizer.of(
          Time.SHIFT, Grid.DEFAULT, OptionalInt.empty(), OutOfRangePolicy.FOLD_OCTAVES)),
  PERFORMANCES(
      new ModelSpec(6, 9, 1, 16, 0, Targets.EVERY, Directions.FORWARD),
      performances(NoteEnds.OFFS, PedalTokens.ON_OFF, 10)),
  PERFORMANCES_WITH_DURATIONS(
      new ModelSpec(6, 9, 1, 16, 0, Targets.EVERY, Directions.FORWARD),
      performances(NoteEnds.DURATIONS, PedalTokens.ON_OFF, 20));

  private final ModelSpec spec;
  private final Tokenizer tokenizer;

  PageNetwork(ModelSpec spec, Tokenizer tokenizer) {
    this.spec = spec;
    this.tokenizer = tokenizer;
  }

  private static Tokenizer chords(ChordNames names) {
    return TokenizerFitter.chords(names, new OnsetTolerance(100), OutOfRangePolicy.SKIP, 1)
        .fit(EmbeddedCorpus.pieces().subList(0, 3));
  }

  private static Tokenizer performances(NoteEnds noteEnds, PedalTokens pedal, int milliseconds) {
    return PerformanceTokenizer.of(
        noteEnds,
        new TimeSteps(milliseconds),
        OptionalInt.of(PerformanceTokenizer.DEFAULT_VELOCITIES),
        pedal,
        OutOfRangePolicy.SKIP);
  }

  ModelSpec spec() {
    return spec;
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns what Java finds for the next token, with a trust in the memory. */
  double[] probabilities(RunFolder run, int[] ids, double trust) throws IOException {
    FittedMemory fitted = run.checkpoints().memory().orElseThrow();
    PieceMemory piece = new MemoryModel(tokenizer, fitted.weights(), trust).newPiece();
    double[] probabilities;
    try (InferenceModel model = run.openBest(new SessionSettings(1, 1))) {
      probabilities = softmax(logits(model, ids));
    }
    Arrays.stream(ids).forEach(piece::add);
    piece.suggestions().mix(probabilities);
    return probabilities;
  }

  private float[] logits(InferenceModel model, int[] ids) {
    int pads = spec.stateful() ? 1 : Math.max(0, spec.window() - ids.length);
    int[] read = new int[pads + ids.length];
    Arrays.fill(read, 0, pads, model.ids().pad());
    System.arraycopy(ids, 0, read, pads, ids.length);
    if (spec.context() == Context.WINDOW) {
      int[] window = Arrays.copyOfRange(read, read.length - spec.window(), read.length);
      return model.logits(new int[][] {window})[0];
    }
    RecurrentNetwork network = model.recurrence();
    float[][] state = {network.start()};
    float[] logits = {};
    for (int id : read) {
      RecurrentNetwork.Reading reading = network.read(state, new int[] {id});
      state = reading.states();
      logits = reading.logits()[0];
    }
    return logits;
  }

  private static double[] softmax(float[] logits) {
    double[] powers = new double[logits.length];
    Arrays.setAll(powers, id -> Math.exp(logits[id]));
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }
}
