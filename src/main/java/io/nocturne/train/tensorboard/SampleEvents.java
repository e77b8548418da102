package io.nocturne.train.tensorboard;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import io.nocturne.music.Piece;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRollSpec;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PitchRange;
import io.nocturne.render.SoundSpec;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the network composes after an epoch, to be seen and heard: {@code piano_roll} for the Images
 * tab and {@code audio} for the Audio tab.
 */
final class SampleEvents implements Callback {
  /** All keys of a piano, so that the pictures of different epochs can be compared. */
  private static final PianoRollSpec PICTURE = PianoRollSpec.DEFAULT.with(PitchRange.PIANO);

  private static final SoundSpec SOUND = SoundSpec.PREVIEW.limitedTo(Duration.ofSeconds(30));

  private final Path folder;
  private final int sampleFreq;
  private final Function<ModelView, Piece> composer;
  private final Clock clock;
  private Optional<OpenSamples> open = Optional.empty();

  /**
   * Writes samples in epochs 0, {@code sampleFreq} and so on.
   *
   * @param sampleFreq at least 1
   * @param composer makes a piece by the network as it is; must not change it
   */
  SampleEvents(Path folder, int sampleFreq, Function<ModelView, Piece> composer, Clock clock) {
    this.folder = folder;
    this.sampleFreq = sampleFreq;
    this.composer = composer;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // Closed in close().
  public void trainingStarts(ModelView model, Optional<TrainingProgress> resumed)
      throws IOException {
    ResumePoint before = ResumePoint.of(resumed);
    int next = before.epochs().size();
    Optional<EpochLog> missing = before.missing(folder, "audio", next - 1);
    int first = missing.map(EpochLog::epoch).orElse(next);
    open = Optional.of(new OpenSamples(model, EventWriters.open(folder, first, clock)));
    if (missing.isPresent()) {
      epochEnds(missing.get());
    }
  }

  @Override
  public EpochVerdict epochEnds(EpochLog log) throws IOException {
    if (log.epoch() % sampleFreq == 0) {
      Piece piece = composer.apply(open.orElseThrow().model);
      EventWriter writer = open.orElseThrow().writer;
      writer.image("piano_roll", log.epoch(), PianoRoll.of(piece, PICTURE).png());
      writer.audio("audio", log.epoch(), PianoSound.of(piece, SOUND).wav());
      writer.flush();
    }
    return EpochVerdict.proceed();
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      EventWriter writer = open.get().writer;
      open = Optional.empty();
      writer.close();
    }
  }

  /** What there is while training. */
  private record OpenSamples(ModelView model, EventWriter writer) {}
}
