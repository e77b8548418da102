package io.nocturne.compose;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.model.Context;
import io.nocturne.model.ModelSpec;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessed;
import io.nocturne.runtime.Device;
import io.nocturne.token.EvenTiming;
import java.util.Objects;
import java.util.Optional;

/**
 * Music to generate.
 *
 * @param run the run whose best weights are used
 * @param primer what the new notes follow
 * @param spec the number, length and seed of the pieces, and the sampler
 * @param choice the constraints on the notes
 * @param timing used where the run's tokens have no rhythm or no velocities
 * @param output the content of the pieces; {@link Output#CONTINUED_PIECE} if, and only if, the
 *     primer has a piece to continue
 * @param device where the network runs
 * @param context what the network has read before a token; if empty, that of {@link
 *     ModelSpec#context}
 */
public record GenerateJob(
    RunFolder run,
    Primer primer,
    GenerateSpec spec,
    NoteChoice choice,
    EvenTiming timing,
    Output output,
    Device device,
    Optional<Context> context) {

  /** Creates a job in the default context. */
  public GenerateJob(
      RunFolder run,
      Primer primer,
      GenerateSpec spec,
      NoteChoice choice,
      EvenTiming timing,
      Output output,
      Device device) {
    this(run, primer, spec, choice, timing, output, device, Optional.empty());
  }

  /** The content of a generated piece. */
  public enum Output {
    /** The new notes. */
    CONTINUATION,
    /** The primer, as the run's tokens express it, and the new notes after it. */
    PRIMER_AND_CONTINUATION,
    /** The primer untouched, and the new notes after it: {@link ContinuedPiece}. */
    CONTINUED_PIECE
  }

  public GenerateJob {
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(primer, "primer");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(timing, "timing");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(device, "device");
    context.ifPresent(run.model()::requireSupport);
    if (primer.continued().isPresent() != (output == Output.CONTINUED_PIECE)) {
      throw new IllegalArgumentException(
          "output must be CONTINUED_PIECE if the primer is a piece to continue, and only then, was "
              + output);
    }
  }

  /**
   * Creates a job without constraints on the notes, on a GPU if there is one.
   *
   * @param primer the piece that the new notes follow, as its file has it: it is preprocessed as
   *     the run's corpus was; empty to start from nothing
   * @throws io.nocturne.base.UserException if the run's tokens cannot express any note of the
   *     primer
   */
  public GenerateJob(
      RunFolder run, Optional<Piece> primer, GenerateSpec spec, EvenTiming timing, Output output) {
    this(run, primer(run, primer, output), spec, NoteChoice.FREE, timing, output, Device.AUTO);
  }

  private static Primer primer(RunFolder run, Optional<Piece> piece, Output output) {
    if (piece.isEmpty()) {
      return Primer.none(run.tokenizer());
    }
    Preprocessed preprocessed = run.info().preprocessing().apply(piece.get());
    return output == Output.CONTINUED_PIECE
        ? Primer.of(new ContinuedPiece(preprocessed), run.tokenizer())
        : Primer.of(preprocessed, run.tokenizer());
  }

  /** Returns this job with another choice of notes. */
  public GenerateJob with(NoteChoice other) {
    return new GenerateJob(run, primer, spec, other, timing, output, device, context);
  }

  /** Returns this job in another context. */
  public GenerateJob in(Context other) {
    return new GenerateJob(run, primer, spec, choice, timing, output, device, Optional.of(other));
  }

  /** Returns this job on another device. */
  public GenerateJob on(Device other) {
    return new GenerateJob(run, primer, spec, choice, timing, output, other, context);
  }
}
