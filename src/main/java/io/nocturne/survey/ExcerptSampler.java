package io.nocturne.survey;

import io.nocturne.base.UserException;
import io.nocturne.music.Piece;
import io.nocturne.survey.AnswerKey.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** Chooses the excerpts of a study: the same from the same seed. */
public final class ExcerptSampler {
  /**
   * An excerpt for a study, before its loudness is adjusted.
   *
   * @param source its source
   * @param origin a file and a place in it, or a seed
   * @param music from its beginning on; the study's length limits what is heard
   */
  public record Excerpt(Source source, String origin, Piece music) {}

  private static final int MAX_TRIES = 20;

  private final StudySpec spec;
  private final ExcerptPassage passage;

  /** Creates a sampler for a study. */
  public ExcerptSampler(StudySpec spec) {
    this.spec = spec;
    passage = new ExcerptPassage(spec.timing(), spec.seconds());
  }

  /** Returns whether a piece lasts long enough for an excerpt. */
  public boolean fits(Piece piece) {
    return passage.fits(piece);
  }

  /**
   * Returns the beginning of a piece that a network generated; empty if the piece is too short or
   * its beginning mostly silent.
   */
  public Optional<Excerpt> generated(Source source, String origin, Piece piece) {
    return passage.beginning(piece).map(music -> new Excerpt(source, origin, music));
  }

  /**
   * Returns random parts of pieces, each of another piece, none mostly silent.
   *
   * @throws UserException if too few pieces have such a part
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
      throw new UserException(
          "%s: %d of %d pieces have %s seconds without long silences, %d are needed; give more, or ask for fewer"
              .formatted(source.name(), excerpts.size(), pieces.size(), spec.seconds(), count));
    }
    return excerpts;
  }

  /**
   * Returns excerpts of notes sampled from pieces by {@link SplittableRandom}, with the seeds after
   * the study's that give no mostly silent excerpt.
   *
   * @throws UserException if too few are not mostly silent
   */
  public List<Excerpt> random(Source source, List<Piece> pieces, int count) {
    List<Excerpt> excerpts = new ArrayList<>();
    int seeds = 0;
    while (excerpts.size() < count && seeds < MAX_TRIES * count) {
      seeds++;
      long seed = spec.seed() + seeds;
      passage
          .random(source.name(), pieces, new SplittableRandom(seed))
          .map(music -> new Excerpt(source, "SplittableRandom, seed " + seed, music))
          .ifPresent(excerpts::add);
    }
    if (excerpts.size() < count) {
      throw new UserException(
          "%s: of %d random excerpts %d have no long silences, %d are needed; leave out --random, or give pieces without long silences"
              .formatted(source.name(), seeds, excerpts.size(), count));
    }
    return excerpts;
  }
}
