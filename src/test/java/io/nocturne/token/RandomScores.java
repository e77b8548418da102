package io.nocturne.token;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random scores, in any division and with time signatures in any place. */
final class RandomScores {
  private static final int[] SIGNATURES = {2, 4, 3, 4, 4, 4, 6, 8, 3, 8, 5, 16, 12, 8, 7, 32};

  private RandomScores() {}

  /** Notes of any length on two tracks, in any division, with signatures in any place. */
  static Piece score(Random random) {
    Division division =
        random.nextInt(5) == 0
            ? new Division.Smpte(List.of(24, 25, 29, 30).get(random.nextInt(4)), 40)
            : new Division.Metrical(1 + random.nextInt(1000));
    int span = 1 + random.nextInt(20_000);
    List<TimeSignature> signatures =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> signature(random, random.nextInt(span)))
            .sorted(Comparator.comparing(TimeSignature::tick))
            .toList();
    return new Piece("p", division, tracks(random, span), List.of(), signatures, List.of());
  }

  private static TimeSignature signature(Random random, int tick) {
    int which = 2 * random.nextInt(SIGNATURES.length / 2);
    return new TimeSignature(tick, SIGNATURES[which], SIGNATURES[which + 1]);
  }

  /** Of all pitches, or of few, which then come again while they sound. */
  private static List<Track> tracks(Random random, int span) {
    int pitches = random.nextBoolean() ? 128 : 1 + random.nextInt(5);
    int lowest = random.nextInt(129 - pitches);
    return List.of(track(random, span, lowest, pitches), track(random, span, lowest, pitches));
  }

  private static Track track(Random random, int span, int lowest, int pitches) {
    return Track.of(
        "",
        IntStream.range(0, random.nextInt(40))
            .mapToObj(
                i ->
                    new Note(
                        random.nextInt(span),
                        random.nextInt(3000),
                        lowest + random.nextInt(pitches),
                        1 + random.nextInt(127),
                        random.nextInt(16)))
            .sorted(Note.BY_ONSET_THEN_PITCH)
            .toList());
  }
}
