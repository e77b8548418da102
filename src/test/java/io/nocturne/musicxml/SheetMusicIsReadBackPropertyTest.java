package io.nocturne.musicxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.render.notation.SheetMusic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The sheet music that is written, read back, is the music; jqwik prints the seed of a failure. */
class SheetMusicIsReadBackPropertyTest {
  private static final int TICKS = 480;
  private static final int THIRTY_SECOND = TICKS / 8;
  private static final int[] PER_MINUTE = {40, 60, 75, 80, 96, 100, 125};
  private static final List<TimeSignature> TIMES =
      Stream.of("4/4", "3/4", "6/8", "5/8", "2/2", "7/8")
          .map(time -> time.split("/", -1))
          .map(time -> new TimeSignature(0, Integer.parseInt(time[0]), Integer.parseInt(time[1])))
          .toList();

  /** What a note is, whichever staff's voice it is written in. */
  private static Stream<Object> facts(Piece piece) {
    return piece.notes().stream()
        .map(
            note ->
                List.of(note.onsetTicks(), note.durationTicks(), note.pitch(), note.velocity()));
  }

  @Property(tries = 60)
  void everyNoteComesBackAsItWas(@ForAll long seed) throws ScoreException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // Pitches of their own, as unisons share one head.
      notes.add(
          new Note(
              (long) THIRTY_SECOND * random.nextInt(300),
              (long) THIRTY_SECOND * (1 + random.nextInt(60)),
              30 + i,
              1 + random.nextInt(127),
              0));
    }
    notes.sort(Note.BY_ONSET_THEN_PITCH);
    Piece piece =
        new Piece(
            "random",
            new Metrical(TICKS),
            List.of(Track.of("", notes)),
            List.of(
                new Tempo(0, 60_000_000 / PER_MINUTE[random.nextInt(PER_MINUTE.length)]),
                new Tempo(4800, 500_000)),
            List.of(TIMES.get(random.nextInt(TIMES.size()))),
            List.of(new KeySignature(0, random.nextInt(15) - 7, Mode.MINOR)));
    SheetMusic sheet = SheetMusic.of(piece);
    assertThat(sheet.rounding().isExact()).isTrue();
    var strict = new ReadOptions(Strictness.STRICT);
    Piece read = ScoreReader.read(sheet.musicXml(), "random", "", strict).piece();
    assertThat(read.division()).isEqualTo(piece.division());
    assertThat(facts(read)).containsExactlyInAnyOrderElementsOf(facts(piece).toList());
    assertThat(read.tempos()).isEqualTo(piece.tempos());
    assertThat(read.timeSignatures()).isEqualTo(piece.timeSignatures());
    assertThat(read.keySignatures()).isEqualTo(piece.keySignatures());
  }
}
