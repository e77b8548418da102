package io.nocturne.token;

import static io.nocturne.token.Performances.DURATIONS;
import static io.nocturne.token.Performances.OFFS;
import static io.nocturne.token.Performances.note;
import static io.nocturne.token.TokenWords.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Performances are written as Magenta writes them. */
class MagentaPerformanceTest {
  @Test
  void writesWhatMagentaWrites() throws IOException {
    JsonNode magenta = magenta();
    List<String> expected = new ArrayList<>();
    for (JsonNode event : magenta.get("performance")) {
      expected.add(event.get(0).textValue() + " " + event.get(1).intValue());
    }
    Piece piece = piece(magenta.get("notes"));
    List<String> written =
        Arrays.stream(words(OFFS, piece).split(" "))
            .filter(word -> !word.startsWith("<"))
            .map(MagentaPerformanceTest::asMagenta)
            .toList();
    assertThat(written).isEqualTo(expected);
  }

  /** Magenta has one event for a note: steps since the last onset, pitch, velocity bin, steps. */
  @Test
  void writesTheNotesThatMagentaWrites() throws IOException {
    JsonNode magenta = magenta();
    List<List<Integer>> expected = new ArrayList<>();
    for (JsonNode note : magenta.get("notePerformance")) {
      List<Integer> fields = new ArrayList<>();
      note.forEach(field -> fields.add(field.intValue()));
      expected.add(fields);
    }
    List<List<Integer>> written = new ArrayList<>();
    int shift = 0;
    for (String word : words(DURATIONS, piece(magenta.get("notes"))).split(" ", -1)) {
      if (word.startsWith("<")) {
        continue;
      }
      String[] event = asMagenta(word).split(" ", -1);
      int value = Integer.parseInt(event[1]);
      switch (event[0]) {
        case "TimeShift" -> shift += value;
        case "Pitch" -> {
          written.add(new ArrayList<>(List.of(shift, value)));
          shift = 0;
        }
        case "Duration" -> {
          List<Integer> last = written.get(written.size() - 1);
          if (last.size() == 4) {
            last.set(3, last.get(3) + value);
          } else {
            last.add(value);
          }
        }
        default -> written.get(written.size() - 1).add(value);
      }
    }
    assertThat(written).isEqualTo(expected);
  }

  private static JsonNode magenta() throws IOException {
    try (InputStream in =
        MagentaPerformanceTest.class.getResourceAsStream("note-seq-performance.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Piece piece(JsonNode notes) {
    List<Note> all = new ArrayList<>();
    for (JsonNode note : notes) {
      int onset = note.get(0).intValue();
      all.add(
          note(
              onset,
              note.get(1).intValue() - onset,
              note.get(2).intValue(),
              note.get(3).intValue()));
    }
    return Piece.of("p", 500, all);
  }

  /** Returns a token with its value as Magenta counts it: in steps, pitches and bins from 1. */
  private static String asMagenta(String word) {
    String[] event = word.split("_", 2);
    int value =
        switch (event[0]) {
          case "TimeShift", "Duration" -> Integer.parseInt(event[1].replace("ms", "")) / 10;
          case "Velocity" -> (Integer.parseInt(event[1]) - 1) / 4 + 1;
          default -> PitchName.parse(event[1]);
        };
    return event[0] + " " + value;
  }
}
