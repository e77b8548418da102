package io.nocturne.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackSelectionTest {
  /** Tracks like those of POP909, of one note each: pitches 61, 62 and so on. */
  private static final Piece SONG =
      piece(
          Track.of("", List.of()),
          named("MELODY", 61, 0, new ProgramChange(0, 0, 40)),
          named("BRIDGE", 62, 1),
          named("PIANO", 63, 2, new ProgramChange(0, 2, 7)),
          named(" piano\u0000", 64, 0));

  private static Piece piece(Track... tracks) {
    return new Piece(
        "song", new Division.Metrical(480), List.of(tracks), List.of(), List.of(), List.of());
  }

  private static Track named(String name, int pitch, int channel, ProgramChange... programs) {
    return new Track(name, List.of(note(0, pitch, channel)), List.of(programs));
  }

  private static Note note(long onset, int pitch, int channel) {
    return new Note(onset, 10, pitch, 80, channel);
  }

  private static List<Integer> selected(String text, Piece piece) {
    return TrackSelection.parse(text).of(piece).notes().stream().map(Note::pitch).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "all            | 61 62 63 64",
        "2              | 61",
        "2-3            | 61 62",
        "4,2            | 61 63",
        "9              | ''",
        "PIANO          | 63",
        "name:piano     | ''",
        "name:piano*    | 64",
        "*I*            | 62 63",
        "?RIDGE         | 62",
        "MELODY, BRIDGE | 61 62",
        "program:40     | 61 64",
        "program:0-6    | 62",
        "piano          | 62 63",
        "PI.NO          | ''",
      })
  void takesTheNotesOfAnyOfItsTerms(String text, String pitches) {
    List<Integer> expected =
        pitches.isEmpty()
            ? List.of()
            : List.of(pitches.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(selected(text, SONG)).isEqualTo(expected);
  }

  /** One track of format 0 has the notes of all instruments. */
  @Test
  void programsHoldFromTheirTickOnInTheirChannel() {
    Track all =
        new Track(
            "",
            List.of(note(0, 61, 0), note(5, 62, 1), note(10, 63, 0), note(20, 64, 0)),
            List.of(new ProgramChange(10, 0, 40), new ProgramChange(20, 0, 3)));
    assertThat(selected("piano", piece(all))).containsExactly(61, 62, 64);
  }

  @Test
  void programsOfOnePortAreNotThoseOfAnother() {
    Track violin = named("violin", 61, 0, new ProgramChange(0, 0, 40));
    Track piano = new Track("piano", 1, List.of(note(0, 62, 0)), List.of(), List.of());
    assertThat(selected("piano", piece(violin, piano))).containsExactly(62);
  }

  @Test
  void keepsTheTracksWithoutTheirNotes() {
    assertThat(TrackSelection.parse("PIANO").of(SONG).tracks())
        .extracting(Track::name)
        .isEqualTo(SONG.tracks().stream().map(Track::name).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | tracks must be numbers, names or programs with commas between, was \"\"",
        "PIANO,      | tracks must be numbers, names or programs with commas between, was"
            + " \"PIANO,\"",
        "0           | numbers must be in order and from 1 to 65535, such as 1-3, were 0-0",
        "3-2         | numbers must be in order and from 1 to 65535, such as 1-3, were 3-2",
        "program:128 | numbers must be in order and from 0 to 127, such as 1-3, were 128-128",
        "program:x   | programs must be numbers, were x",
      })
  void refusesWhatSelectsNothing(String text, String message) {
    assertThatThrownBy(() -> TrackSelection.parse(text)).hasMessage(message);
  }
}
