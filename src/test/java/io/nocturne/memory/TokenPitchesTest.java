package io.nocturne.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.model.MemoryTables.PitchTable;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenPitchesTest {
  private static final long SEED = 5;

  static Stream<Tokenizer> tokenizers() {
    return Stream.of(
        PitchTokenizer.piano(),
        EventTokenizer.standard(),
        PerformanceTokenizer.standard(),
        chords(ChordNames.PITCHES),
        chords(ChordNames.NORMAL_ORDER));
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void theTableTransposesAsTheTokenizerDoes(Tokenizer tokenizer) {
    PitchTable table = new TokenPitches(tokenizer).table();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      int lowest = table.lowest()[id];
      if (tokenizer.namedPitches(id).isEmpty()) {
        assertThat(lowest).as("token %d", id).isEqualTo(PitchTable.NONE);
        continue;
      }
      int[] row = table.transposed()[table.shapes()[id]];
      for (int pitch = 0; pitch < PitchTable.PITCHES; pitch++) {
        assertThat(row[pitch])
            .as("token %d from pitch %d, seed %d", id, pitch, SEED)
            .isEqualTo(tokenizer.transposed(id, pitch - lowest).orElse(PitchTable.NONE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void theTableSaysWhichTokensBeginNotes(Tokenizer tokenizer) {
    PitchTable table = new TokenPitches(tokenizer).table();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      assertThat(table.begins()[id] == 1)
          .as("token %d", id)
          .isEqualTo(!tokenizer.pitches(id).isEmpty());
    }
  }

  /** Returns a vocabulary of random chords of one to four notes, many of them of the same shape. */
  private static Tokenizer chords(ChordNames names) {
    Random random = new Random(SEED);
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int pitch = 21 + random.nextInt(70);
      for (int voice = random.nextInt(4); voice >= 0; voice--) {
        notes.add(new Note(480L * i, 480, pitch, 64, 0));
        pitch += 3 + random.nextInt(2);
      }
    }
    return TokenizerFitter.chords(names, Optional.empty(), OutOfRangePolicy.SKIP, 1)
        .fit(List.of(Piece.of("chords", 480, notes)));
  }
}
