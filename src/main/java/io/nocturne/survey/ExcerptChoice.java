package io.nocturne.survey;

import io.nocturne.music.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** Chooses the excerpts of a study: the same from the same seed. */
public final class ExcerptChoice {
  private final StudySpec spec;
  private final Passage passage;

  /** For a study. */
  public ExcerptChoice(StudySpec spec) {
    this.spec = spec;
    passage = new Passage(spec.timing(), spec.seconds());
  }

  /** The beginning of a piece that a network made; empty if the piece is too short. */
  public Optional<Excerpt> generated(Source source, String origin, Piece piece) {
    return passage.beginning(piece).map(music -> new Excerpt(source, origin, music));
  }

  /**
   * Parts of pieces by people, each of another piece, at places of chance.
   *
   * @throws StudyException if too few pieces are long enough
   */
  public List<Excerpt> human(Source source, List<Piece> pieces, int count) {
    List<Piece> shuffled = new ArrayList<>(pieces);
    Collections.shuffle(shuffled, new Random(spec.seed()));
    SplittableRandom random = new SplittableRandom(spec.seed());
    List<Excerpt> excerpts = new ArrayList<>();
    for (Piece piece : shuffled) {
      if (excerpts.size() < count) {
        passage
            .anywhere(piece, random)
            .map(
                cut -> new Excerpt(source, piece.name() + ", note " + cut.firstNote(), cut.music()))
            .ifPresent(excerpts::add);
      }
    }
    if (excerpts.size() < count) {
      throw new StudyException(
          "%s: %d of %d pieces last %s seconds, %d are needed; give more, or ask for fewer"
              .formatted(source.name(), excerpts.size(), pieces.size(), spec.seconds(), count));
    }
    return excerpts;
  }

  /** Notes drawn from pieces one by one, by {@link SplittableRandom}. */
  public List<Excerpt> random(Source source, List<Piece> pieces, int count) {
    List<Excerpt> excerpts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(spec.seed() + 1 + i);
      Piece music = passage.ofChance(source.name(), pieces, random);
      String origin = "SplittableRandom, seed " + (spec.seed() + 1 + i);
      excerpts.add(new Excerpt(source, origin, music));
    }
    return excerpts;
  }
}
