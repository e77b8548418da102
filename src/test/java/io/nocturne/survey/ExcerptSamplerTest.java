package io.nocturne.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.survey.AnswerKey.Source;
import io.nocturne.survey.ExcerptSampler.Excerpt;
import io.nocturne.survey.StudySpec.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pieces have 500 ticks a quarter at 120 quarters a minute: a tick is a thousandth of a second. */
class ExcerptSamplerTest {
  private static final Source PEOPLE = new Source(Source.SourceType.HUMAN, "people");
  private static final Source CHANCE = new Source(Source.SourceType.RANDOM, "chance");
  private static final Source RUN = new Source(Source.SourceType.MODEL, "run");

  private static ExcerptSampler choice(double seconds, long seed) {
    return new ExcerptSampler(new StudySpec("a", seconds, Timing.OWN, seed, 1));
  }

  /** Notes of some length, evenly spaced. */
  private static List<Note> notes(long from, long to, long step, long length) {
    return LongStream.iterate(from, onset -> onset < to, onset -> onset + step)
        .mapToObj(onset -> new Note(onset, length, 60, 80, 0))
        .toList();
  }

  private static Piece piece(List<Note> first, List<Note> then) {
    List<Note> all = new ArrayList<>(first);
    all.addAll(then);
    return Piece.of("p", 500, all);
  }

  @Test
  void takesNoPartOfAPieceThatIsMostlySilent() {
    // From the first ten seconds on no part is heard throughout, from the last forty all are.
    Piece piece = piece(notes(0, 10_000, 250, 250), notes(60_000, 100_000, 250, 250));
    for (long seed = 0; seed < 40; seed++) {
      Excerpt excerpt = choice(20, seed).human(PEOPLE, List.of(piece), 1).get(0);
      assertThat(excerpt.music().noteCount()).as("seed %d", seed).isEqualTo(80);
    }
  }

  @Test
  void saysIfTooFewPiecesHaveAPartThatIsHeard() {
    Piece sessions = piece(notes(0, 10_000, 250, 250), notes(200_000, 210_000, 250, 250));
    assertThatThrownBy(() -> choice(20, 1).human(PEOPLE, List.of(sessions), 1))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "people: 0 of 1 pieces have 20.0 seconds without long silences, 1 are needed; give"
                + " more, or ask for fewer");
  }

  /** Excerpts of 20 seconds with a single silence, or with notes far apart. */
  @ParameterizedTest
  @CsvSource({
    "2900, true",
    "3100, false",
  })
  void anExcerptHasNoSilenceOfMoreThanThreeSeconds(long silence, boolean heard) {
    Piece piece = piece(notes(0, 8000, 500, 500), notes(8000 + silence, 30_000, 500, 500));
    assertThat(choice(20, 1).generated(RUN, "x", piece).isPresent()).isEqualTo(heard);
    assertThat(choice(20, 1).fits(piece)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"250, 50, true", "2500, 100, false", "2500, 1600, true"})
  void anExcerptHasNoMoreRestsThanMusicButMayBeStaccato(long step, long length, boolean heard) {
    Piece piece = piece(notes(0, 40_000, step, length), List.of());
    assertThat(choice(20, 1).generated(RUN, "x", piece).isPresent()).isEqualTo(heard);
  }

  @Test
  void aSilenceAtTheEndOfAnExcerptCountsToo() {
    Piece piece = piece(notes(0, 16_000, 500, 500), notes(30_000, 31_000, 500, 500));
    assertThat(choice(20, 1).generated(RUN, "x", piece)).isEmpty();
  }

  @Test
  void samplesRandomNotesUntilTheyAreHeard() {
    // One step in forty is ten seconds long.
    Piece piece = piece(notes(0, 10_000, 250, 250), notes(19_750, 20_000, 250, 250));
    List<Excerpt> excerpts = choice(10, 7).random(CHANCE, List.of(piece), 10);
    assertThat(excerpts).hasSize(10);
    // Heard for all of ten seconds but two and a half at the end, four times a second.
    assertThat(excerpts).allMatch(excerpt -> excerpt.music().noteCount() >= 30);
  }

  @Test
  void refusesRandomNotesThatAreMostlySilent() {
    Piece piece = piece(notes(0, 100_000, 5000, 100), List.of());
    assertThatThrownBy(() -> choice(10, 7).random(CHANCE, List.of(piece), 2))
        .hasMessage(
            "chance: of 40 random excerpts 0 have no long silences, 2 are needed; leave out"
                + " --random, or give pieces without long silences");
  }
}
