package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import io.nocturne.render.notation.MusicXmlFile.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Where tempos stand, and which are printed. Times are in twenty-fourths of a quarter. */
class TemposTest {
  private static final List<Note> QUARTERS =
      IntStream.range(0, 8).mapToObj(i -> note(24L * i, 24, 60 + i)).toList();

  @Test
  void writesATempoWithinABarBetweenTheNotes() {
    MusicXmlFile file = file(QUARTERS, tempo(0, 120), tempo(48, 60));
    assertThat(file.tempos()).containsExactly(new Played(0, 120), new Played(48, 60));
    assertThat(file.texts("per-minute")).containsExactly("120", "60");
    assertThat(file.all("offset")).isEmpty();
    assertThat(file.all("forward")).isEmpty();
  }

  @Test
  void writesATempoIntoAnotherVoiceWhereTheFirstHoldsANote() {
    List<Note> notes = new ArrayList<>(List.of(note(0, 96, 84)));
    IntStream.range(0, 4).forEach(i -> notes.add(note(24L * i, 24, 40 + i)));
    MusicXmlFile file = file(notes, tempo(0, 120), tempo(48, 60));
    assertThat(file.tempos()).containsExactly(new Played(0, 120), new Played(48, 60));
    assertThat(file.all("tie")).isEmpty();
    assertThat(file.all("forward")).isEmpty();
  }

  /** In LilyPond's musicxml2ly, a direction after {@code forward} costs a note. */
  @Test
  void dividesANoteWhereAPrintedTempoBeginsWithinAll() {
    MusicXmlFile file = file(List.of(note(0, 96, 84)), tempo(0, 120), tempo(30, 60));
    assertThat(file.tempos()).containsExactly(new Played(0, 120), new Played(30, 60));
    assertThat(file.notes()).containsExactly(new MusicXmlFile.Sounding(0, 96, 84));
    assertThat(file.all("forward")).isEmpty();
  }

  @Test
  void dividesARestWhereAPrintedTempoBeginsWithinSilence() {
    List<Note> notes = List.of(note(0, 24, 84), note(240, 48, 84));
    MusicXmlFile file = file(notes, tempo(0, 120), tempo(126, 60), tempo(174, 90));
    assertThat(file.tempos())
        .containsExactly(new Played(0, 120), new Played(126, 60), new Played(174, 90));
    assertThat(file.all("forward")).isEmpty();
  }

  @Test
  void writesTheLastOfTheTemposAtOnePlace() {
    MusicXmlFile file = file(QUARTERS, tempo(0, 120), tempo(0, 60));
    assertThat(file.tempos()).containsExactly(new Played(0, 60));
  }

  @Test
  void playsRubatoAndDoesNotPrintIt() {
    Tempo[] tempos = new Tempo[16];
    for (int i = 0; i < tempos.length; i++) {
      tempos[i] = tempo(12L * i, i % 2 == 0 ? 120 : 90);
    }
    MusicXmlFile file = file(QUARTERS, tempos);
    assertThat(file.texts("per-minute")).containsExactly("120");
    assertThat(file.tempos()).hasSize(16);
    assertThat(file.tempos()).contains(new Played(12, 90), new Played(180, 90));
  }

  @Test
  void printsNoTempoThatIsNearlyTheLastOne() {
    MusicXmlFile file = file(QUARTERS, tempo(0, 120), tempo(96, 125));
    assertThat(file.texts("per-minute")).containsExactly("120");
    assertThat(file.tempos()).containsExactly(new Played(0, 120), new Played(96, 125));
  }

  @Test
  void printsNoSlowingDownAtTheEnd() {
    MusicXmlFile file = file(QUARTERS, tempo(0, 120), tempo(168, 60));
    assertThat(file.texts("per-minute")).containsExactly("120");
    assertThat(file.tempos()).containsExactly(new Played(0, 120), new Played(168, 60));
  }

  @Test
  void printsAFirstTempoInTheLastUnitWithinTheLastBar() {
    MusicXmlFile file = file(List.of(note(0, 24, 60)), tempo(95, 90));
    assertThat(file.tempos()).containsExactly(new Played(93, 90));
    assertThat(file.texts("per-minute")).containsExactly("90");
  }

  @Test
  void movesAPrintedTempoToNoLaterPlayedOne() {
    MusicXmlFile file =
        file(List.of(note(0, 192, 60)), tempo(0, 120), tempo(47, 60), tempo(48, 61));
    assertThat(file.tempos())
        .containsExactly(new Played(0, 120), new Played(45, 60), new Played(48, 61));
  }

  /** A piece of 480 ticks a quarter, whose tempos fall anywhere, also after its end. */
  @Property(tries = 100)
  void writesSheetMusicWhereverTemposBegin(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes =
        IntStream.rangeClosed(0, random.nextInt(4))
            .mapToObj(i -> note(480L * i, 1 + random.nextInt(480), 60 + i))
            .toList();
    long end = 480L * notes.size();
    List<Tempo> tempos =
        random
            .longs(1 + random.nextInt(8), 0, 1920 + end + 50)
            .sorted()
            .mapToObj(tick -> tempo(tick, 40 + random.nextInt(160)))
            .toList();
    Piece piece =
        new Piece(
            "piece", new Metrical(480), List.of(Track.of("", notes)), tempos, List.of(), List.of());
    MusicXmlFile file = MusicXmlFile.of(SheetMusic.of(piece).musicXml());
    assertThat(file.notes()).hasSameSizeAs(notes);
    assertThat(file.tempos()).extracting(Played::place).isSorted().doesNotHaveDuplicates();
  }

  private static Tempo tempo(long place, int perMinute) {
    return new Tempo(place, 60_000_000 / perMinute);
  }

  private static Note note(long onset, long length, int pitch) {
    return new Note(onset, length, pitch, 80, 0);
  }

  private static MusicXmlFile file(List<Note> notes, Tempo... tempos) {
    List<Note> ordered = new ArrayList<>(notes);
    ordered.sort(Note.BY_ONSET_THEN_PITCH);
    List<Track> tracks = List.of(Track.of("", ordered));
    Piece piece =
        new Piece("piece", new Metrical(24), tracks, List.of(tempos), List.of(), List.of());
    return MusicXmlFile.of(SheetMusic.of(piece).musicXml());
  }
}
