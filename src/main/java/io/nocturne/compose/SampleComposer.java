package io.nocturne.compose;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.dataset.WindowSet;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Sampler;
import io.nocturne.model.ModelView;
import io.nocturne.music.Piece;
import io.nocturne.token.EvenTiming;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Composes a short piece with a network in training. Each piece continues the same notes with the
 * same random numbers, so that differences between epochs are what was learned, and a resumed run
 * has the same samples as an uninterrupted one.
 */
public final class SampleComposer implements Function<ModelView, Piece> {
  /** Twelve seconds of even notes; they take about as long as a step of the study's network. */
  private static final int LENGTH = 48;

  /** The same number of notes, at four tokens a note. */
  private static final int LENGTH_WITH_RHYTHM = 4 * LENGTH;

  private final RunFolder run;
  private final int[] primer;
  private final GenerateSpec spec;
  private final DecodingConstraints constraints;

  private SampleComposer(RunFolder run, int[] primer, GenerateSpec spec) {
    this.run = run;
    this.primer = primer;
    this.spec = spec;
    this.constraints =
        new TokenRules(run.tokenizer(), Primer.none(run.tokenizer())).of(NoteChoice.FREE);
  }

  /**
   * Returns a composer that continues the first validation window: the output of a network that was
   * trained on full windows is unpredictable with less.
   */
  public static SampleComposer of(RunFolder run, WindowSet validation, long seed) {
    int[] row = new int[validation.width()];
    validation.copy(0, row, 0);
    int pad = run.tokenIds().pad();
    int[] primer = Arrays.stream(row).limit(row.length - 1).filter(id -> id != pad).toArray();
    int length = run.tokenizer().hasRhythm() ? LENGTH_WITH_RHYTHM : LENGTH;
    return new SampleComposer(
        run, primer, new GenerateSpec(length, 1, seed, Sampler.ofTemperature(1)));
  }

  /** Returns the new notes, without those that they continue. */
  @Override
  public Piece apply(ModelView model) {
    Generator generator = new Generator(model::logits, Composition.space(run), constraints);
    int[] ids = generator.generate(primer, spec)[0];
    return run.tokenizer()
        .decode(run.name(), primer, ids, EvenTiming.DEFAULT.at(run.info().tempo()));
  }
}
