package io.nocturne.compose;

import io.nocturne.generate.GenerateSpec;
import io.nocturne.music.Piece;
import io.nocturne.runtime.Device;
import io.nocturne.token.EvenTiming;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Music to generate.
 *
 * @param run the folder of the run whose best weights are used
 * @param primer what to go on from; without one the model starts from nothing
 * @param spec how much, and what draws
 * @param choice how else notes are chosen
 * @param timing used where the run's tokens say nothing of rhythm or loudness
 * @param output what the pieces hold
 * @param device what computes
 */
public record GenerateJob(
    Path run,
    Optional<Piece> primer,
    GenerateSpec spec,
    NoteChoice choice,
    EvenTiming timing,
    Output output,
    Device device) {

  /** Of whatever the sampler draws, on a GPU if there is one. */
  public GenerateJob(
      Path run, Optional<Piece> primer, GenerateSpec spec, EvenTiming timing, Output output) {
    this(run, primer, spec, NoteChoice.FREE, timing, output, Device.AUTO);
  }

  /** This on another device. */
  public GenerateJob on(Device other) {
    return new GenerateJob(run, primer, spec, choice, timing, output, other);
  }

  /** This with notes chosen otherwise. */
  public GenerateJob choosing(NoteChoice other) {
    return new GenerateJob(run, primer, spec, other, timing, output, device);
  }

  /** What a generated piece holds. */
  public enum Output {
    /** The new notes. */
    CONTINUATION,
    /** The primer, as the run's tokens express it, and the new notes after it. */
    PRIMER_AND_CONTINUATION,
    /** The primer untouched, and the new notes after it: {@link ContinuedPiece}. */
    CONTINUED_PIECE
  }
}
