package io.nocturne.survey;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.ExcerptSampler.Excerpt;
import io.nocturne.survey.StudySpec.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small studies of random notes. */
public final class Studies {
  private Studies() {}

  /** Two excerpts by people and two random ones, a second each, for three participants. */
  public static StudyFolder make(Path folder) throws IOException {
    StudySpec spec = new StudySpec("A <small> study", 1, Timing.EVEN, 5, 3);
    ExcerptSampler choice = new ExcerptSampler(spec);
    List<Piece> pieces = List.of(piece("a.mid", 1, 20), piece("b.mid", 2, 120));
    List<Excerpt> excerpts = new ArrayList<>();
    excerpts.addAll(choice.human(new Source(Source.SourceType.HUMAN, "people"), pieces, 2));
    excerpts.addAll(choice.random(new Source(Source.SourceType.RANDOM, "chance"), pieces, 2));
    return new StudyWriter(spec).write(excerpts, folder);
  }

  /** Forty quarter notes of one loudness. */
  static Piece piece(String name, long seed, int velocity) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      notes.add(new Note(480L * i, 480, 40 + random.nextInt(40), velocity, 0));
    }
    return Piece.of(name, 480, notes);
  }
}
