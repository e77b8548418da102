package io.nocturne.token;

import static io.nocturne.token.Performances.DURATIONS;
import static io.nocturne.token.Performances.OFFS;
import static io.nocturne.token.Performances.again;
import static io.nocturne.token.Performances.note;
import static io.nocturne.token.Performances.performance;
import static io.nocturne.token.Performances.tokenizer;
import static io.nocturne.token.TokenWords.ids;
import static io.nocturne.token.TokenWords.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PerformanceTokenizerTest {
  /** A chord whose upper note is louder, and a note after more than two seconds. */
  private static final Piece CHORD =
      performance(note(120, 403, 60, 70), note(120, 500, 64, 90), note(2631, 80, 67, 90));

  @Test
  void writesNoteOnsNoteOffsTimeShiftsAndVelocitiesThatChange() {
    assertThat(words(OFFS, CHORD))
        .isEqualTo(
            "<bos> TimeShift_120ms Velocity_70 NoteOn_C4 Velocity_90 NoteOn_E4"
                + " TimeShift_400ms NoteOff_C4 TimeShift_100ms NoteOff_E4"
                + " TimeShift_1000ms TimeShift_1000ms TimeShift_10ms NoteOn_G4"
                + " TimeShift_80ms NoteOff_G4 <eos>");
  }

  @Test
  void writesNotesAsPitchVelocityAndDuration() {
    assertThat(words(DURATIONS, CHORD))
        .isEqualTo(
            "<bos> TimeShift_120ms Pitch_C4 Velocity_70 Duration_400ms"
                + " Pitch_E4 Velocity_90 Duration_500ms"
                + " TimeShift_1000ms TimeShift_1000ms TimeShift_510ms"
                + " Pitch_G4 Velocity_90 Duration_80ms <eos>");
  }

  @Test
  void writesLongNotesAsSeveralDurations() {
    Piece held = performance(note(0, 2340, 60, 70));
    assertThat(words(DURATIONS, held))
        .isEqualTo(
            "<bos> Pitch_C4 Velocity_70 Duration_1000ms Duration_1000ms Duration_340ms <eos>");
    assertThat(again(DURATIONS, held).notes())
        .extracting(Note::durationTicks)
        .containsExactly(2340L);
  }

  @Test
  void cutsAndCountsNotesOfMoreThanAMinute() {
    Piece held = performance(note(0, 61_000, 60, 70));
    assertThat(DURATIONS.encode(held).loss().quantization().truncated()).isOne();
    assertThat(again(DURATIONS, held).notes())
        .extracting(Note::durationTicks)
        .containsExactly(60_000L);
    assertThat(OFFS.encode(held).loss().quantization().truncated()).isZero();
    assertThat(again(OFFS, held).endTicks()).isEqualTo(61_000L);
  }

  @ParameterizedTest
  @EnumSource
  void measuresTimeInSecondsWhateverTheTempo(NoteEnds noteEnds) {
    Tokenizer tokenizer = tokenizer(noteEnds, PedalTokens.NONE);
    List<Note> notes = List.of(new Note(0, 96, 60, 70, 0), new Note(192, 48, 62, 70, 0));
    // The first quarter lasts a second, the others half a second.
    Piece piece =
        new Piece(
            "p",
            new Division.Metrical(96),
            List.of(Track.of("", notes)),
            List.of(new Tempo(0, 1_000_000), new Tempo(96, 500_000)),
            List.of(),
            List.of());
    assertThat(again(tokenizer, piece).notes())
        .extracting(Note::onsetTicks, Note::durationTicks)
        .containsExactly(tuple(0L, 1000L), tuple(1500L, 250L));
  }

  @ParameterizedTest
  @EnumSource
  void endsANoteWhoseKeySoundsAgain(NoteEnds noteEnds) {
    Tokenizer tokenizer = tokenizer(noteEnds, PedalTokens.NONE);
    Piece restruck = performance(note(0, 400, 60, 70), note(250, 300, 60, 70));
    assertThat(again(tokenizer, restruck).notes())
        .extracting(Note::onsetTicks, Note::durationTicks)
        .containsExactly(tuple(0L, 250L), tuple(250L, 300L));
    assertThat(tokenizer.encode(restruck).loss().quantization().restruck()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void doesNotDriftOverThousandsOfNotes(NoteEnds noteEnds) {
    Tokenizer tokenizer = tokenizer(noteEnds, PedalTokens.NONE);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      notes.add(note(i * 123L + 4, 94, 30 + i % 60, 70)); // Each wrong by up to 5 ms.
    }
    Piece piece = Piece.of("p", 500, notes);
    List<Note> decoded = again(tokenizer, piece).notes();
    for (int i = 0; i < notes.size(); i++) {
      assertThat(decoded.get(i).onsetTicks())
          .isBetween(notes.get(i).onsetTicks() - 5, notes.get(i).onsetTicks() + 5);
    }
  }

  @Test
  void endsSoundingNotesWhereTheTokensBreakOff() {
    int[] ids = ids(OFFS, "NoteOn_C4 TimeShift_500ms NoteOn_E4 TimeShift_200ms");
    assertThat(OFFS.decode("p", ids, EvenTiming.DEFAULT).notes())
        .extracting(Note::pitch, Note::onsetTicks, Note::durationTicks)
        .containsExactly(tuple(60, 0L, 700L), tuple(64, 500L, 200L));
  }

  @Test
  void leavesOutTheNotesOfTheContextAndTheirNoteOffs() {
    int[] context = ids(OFFS, "Velocity_70 NoteOn_C4 TimeShift_500ms");
    int[] ids = ids(OFFS, "NoteOn_E4 TimeShift_200ms NoteOff_C4 NoteOff_E4");
    assertThat(OFFS.decode("p", context, ids, EvenTiming.DEFAULT).notes())
        .containsExactly(note(0, 200, 64, 70));
  }

  @Test
  void refusesANoteOffWithoutItsNoteOn() {
    int[] ids = ids(OFFS, "NoteOn_C4 TimeShift_500ms NoteOff_D4");
    assertThatThrownBy(() -> OFFS.decode("p", ids, EvenTiming.DEFAULT))
        .hasMessage(
            "ids must be events in an order that can be played, was %d (NoteOff_D4) at position 2",
            ids[2]);
  }

  @Test
  void noteOffsAreTransposedLikeTheirNotes() {
    int off = ids(OFFS, "NoteOff_C4")[0];
    assertThat(OFFS.pitches(off)).isEmpty();
    assertThat(OFFS.namedPitches(off)).containsExactly(60);
    assertThat(OFFS.transposed(off, 2)).hasValue(ids(OFFS, "NoteOff_D4")[0]);
  }
}
