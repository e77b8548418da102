package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.render.notation.MusicXmlFile.Sounding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Any piece becomes a valid file of as many notes, and one on the grid comes back as it was. */
class SheetMusicPropertyTest {
  private static final List<TimeSignature> TIMES =
      List.of(
          new TimeSignature(0, 4, 4),
          new TimeSignature(0, 3, 4),
          new TimeSignature(0, 6, 8),
          new TimeSignature(0, 5, 8),
          new TimeSignature(0, 2, 2),
          new TimeSignature(0, 12, 16),
          new TimeSignature(0, 7, 32),
          new TimeSignature(0, 4, 1));

  /** Places in a quarter that note values can express, by halves and by thirds. */
  private static final int[] HALVES = {0, 3, 6, 9, 12, 15, 18, 21};

  private static final int[] THIRDS = {0, 4, 8, 12, 16, 20};

  @Property(tries = 30)
  void comesBackFromTheGridAsItWas(@ForAll long seed, @ForAll @IntRange(max = 7) int time) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    List<Sounding> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      // Thirty-second notes: each time signature's bars can hold them anywhere.
      long onset = 3L * random.nextInt(200);
      long length = 3L * (1 + random.nextInt(60));
      int pitch = 30 + random.nextInt(60);
      notes.add(new Note(onset, length, pitch, 80, 0));
      expected.add(new Sounding(onset, length, pitch));
    }
    expected.sort(Sounding.ORDER);
    SheetMusic music = SheetMusic.of(piece(24, notes, TIMES.get(time)));
    assertThat(music.rounding().isExact()).isTrue();
    assertThat(MusicXmlFile.of(music.musicXml()).notes()).isEqualTo(expected);
  }

  @Property(tries = 30)
  void isValidWhateverTheRhythm(@ForAll long seed, @ForAll @IntRange(max = 7) int time) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      notes.add(
          new Note(random.nextInt(3000), random.nextInt(900), 21 + random.nextInt(88), 80, 0));
    }
    SheetMusic music = SheetMusic.of(piece(100, notes, TIMES.get(time)));
    MusicXmlFile file = MusicXmlFile.of(music.musicXml());
    assertThat(file.notes()).hasSize(25);
    assertThat(file.tripletsOutOfBrackets()).isEmpty();
    // Never by more than half a sixteenth, but for notes too short to be written.
    assertThat(music.rounding().largestQuarters()).isLessThanOrEqualTo(0.375);
  }

  @Property(tries = 60)
  void writesAnyNumberOfNotesAtOnceInFourVoicesAStaff(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 120) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    // Pitches of their own, as a fifth note of one pitch at once would be ambiguous to read.
    List<Note> notes = new ArrayList<>();
    List<Sounding> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] grid = random.nextBoolean() ? HALVES : THIRDS;
      int[] endGrid = random.nextBoolean() ? HALVES : THIRDS;
      long onset = 24L * random.nextInt(8) + grid[random.nextInt(grid.length)];
      long end =
          24 * (onset / 24 + 1 + random.nextInt(6)) + endGrid[random.nextInt(endGrid.length)];
      int pitch = 12 + i % 110;
      notes.add(new Note(onset, end - onset, pitch, 80, 0));
      expected.add(new Sounding(onset, end - onset, pitch));
    }
    expected.sort(Sounding.ORDER);
    SheetMusic music = SheetMusic.of(piece(24, notes, TIMES.get(0)));
    MusicXmlFile file = MusicXmlFile.of(music.musicXml());
    assertThat(music.rounding().isExact()).isTrue();
    assertThat(file.notes()).isEqualTo(expected);
    assertThat(file.voices(1)).hasSizeLessThanOrEqualTo(4);
    assertThat(file.voices(2)).hasSizeLessThanOrEqualTo(4);
    assertThat(file.tripletsOutOfBrackets()).isEmpty();
  }

  private static Piece piece(int ticks, List<Note> notes, TimeSignature time) {
    List<Note> ordered = new ArrayList<>(notes);
    ordered.sort(Note.BY_ONSET_THEN_PITCH);
    return new Piece(
        "random",
        new Metrical(ticks),
        List.of(Track.of("", ordered)),
        List.of(),
        List.of(time),
        List.of());
  }
}
