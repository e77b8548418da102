package io.nocturne.cli;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Division.Smpte;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import java.time.Duration;

/** How long a piece sounds. */
final class PieceLength {

  private static final int DEFAULT_MICROS = 500_000;
  // SMPTE's 29 stands for 30 frames in 1.001 seconds.
  private static final double DROP_FRAME_RATE = 30 / 1.001;

  private PieceLength() {}

  /** From the first tick to the end of the last note, by the tempo map. */
  static Duration of(Piece piece) {
    long end =
        piece.tracks().stream()
            .flatMap(track -> track.notes().stream())
            .mapToLong(Note::endTicks)
            .max()
            .orElse(0);
    double seconds =
        piece.division() instanceof Smpte smpte
            ? end / (rate(smpte) * smpte.ticksPerFrame())
            : metricalMicros(piece, end) / 1e6;
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static double rate(Smpte smpte) {
    return smpte.framesPerSecond() == 29 ? DROP_FRAME_RATE : smpte.framesPerSecond();
  }

  private static double metricalMicros(Piece piece, long end) {
    double ticksPerQuarter = ((Metrical) piece.division()).ticksPerQuarter();
    double micros = 0;
    long from = 0;
    int microsPerQuarter = DEFAULT_MICROS;
    for (Tempo tempo : piece.tempos()) {
      long until = Math.min(tempo.tick(), end);
      micros += (until - from) / ticksPerQuarter * microsPerQuarter;
      from = until;
      microsPerQuarter = tempo.microsecondsPerQuarter();
    }
    return micros + (end - from) / ticksPerQuarter * microsPerQuarter;
  }
}
