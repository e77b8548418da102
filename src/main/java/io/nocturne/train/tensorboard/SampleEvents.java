package io.nocturne.train.tensorboard;

import com.google.errorprone.annotations.MustBeClosed;
import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.TrainingProgress;
import io.nocturne.model.ModelView;
import io.nocturne.music.Piece;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import io.nocturne.render.PianoRoll.PianoRollSpec.PitchRange;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PianoSound.SoundSpec;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a piece that the network composes after an epoch: {@code piano_roll} for the Images tab
 * and {@code audio} for the Audio tab.
 */
final class SampleEvents implements Callback {
  /** All keys of a piano, so that the pictures of different epochs can be compared. */
  private static final PianoRollSpec PICTURE = PianoRollSpec.DEFAULT.with(PitchRange.PIANO);

  private static final SoundSpec SOUND = SoundSpec.PREVIEW.limitedTo(Duration.ofSeconds(30));

  private final int sampleFreq;
  private final Function<ModelView, Piece> composer;
  private final ModelView model;
  private final Optional<EpochLog> missing;
  private final EventWriter writer;

  /**
   * Writes samples in epochs 0, {@code sampleFreq}, twice that and so on.
   *
   * @param sampleFreq at least 1
   * @param composer makes a piece with the network in its current state; must not change it
   */
  @MustBeClosed
  @SuppressWarnings("MustBeClosedChecker") // This owns its writers; close() closes them.
  SampleEvents(
      Path folder, int sampleFreq, Function<ModelView, Piece> composer, TrainingStart start)
      throws IOException {
    this.sampleFreq = sampleFreq;
    this.composer = composer;
    model = start.model();
    int next = start.epochs().size();
    missing = start.missing(folder, "audio", next - 1);
    writer = start.writer(folder, missing.map(EpochLog::epoch).orElse(next));
  }

  @Override
  public void trainingStarted(ModelView trained, Optional<TrainingProgress> resumed)
      throws IOException {
    if (missing.isPresent()) {
      epochFinished(missing.get());
    }
  }

  @Override
  public EpochVerdict epochFinished(EpochLog log) throws IOException {
    if (log.epoch() % sampleFreq == 0) {
      Piece piece = composer.apply(model);
      writer.image("piano_roll", log.epoch(), PianoRoll.of(piece, PICTURE).png());
      writer.audio("audio", log.epoch(), PianoSound.of(piece, SOUND).wav());
      writer.flush();
    }
    return EpochVerdict.proceed();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
