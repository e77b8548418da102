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
 * A short piece by a network in training. It goes on from the same notes, by the same chance, each
 * time, so that what is different from epoch to epoch is what was learnt, and a resumed run samples
 * what an uninterrupted one would have.
 */
public final class SampleComposer implements Function<ModelView, Piece> {
  /** Twelve seconds of even notes; they take about as long as a step of the study's network. */
  private static final int LENGTH = 48;

  /** As many notes, at four tokens a note. */
  private static final int LENGTH_WITH_RHYTHM = 4 * LENGTH;

  private final RunFolder run;
  private final int[] primer;
  private final GenerateSpec spec;
  private final DecodingConstraints rules;

  private SampleComposer(RunFolder run, int[] primer, GenerateSpec spec) {
    this.run = run;
    this.primer = primer;
    this.spec = spec;
    this.rules = new TokenRules(run.tokenizer(), Primer.none(run.tokenizer())).of(NoteChoice.FREE);
  }

  /**
   * Goes on from the first validation window: a network that has learnt from full windows only is
   * at a loss with less.
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

  /** The new notes, without those that it goes on from. */
  @Override
  public Piece apply(ModelView model) {
    Generator generator = new Generator(model::logits, Composition.space(run), rules);
    int[] ids = generator.generate(primer, spec)[0];
    return run.tokenizer().decode(run.name(), primer, ids, EvenTiming.DEFAULT);
  }
}
