package io.nocturne.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PerformanceTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokens;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PieceSectionsTest {

  @Test
  void are128NotesWhereTokensHaveNoBars() {
    int[] ids = new int[1100];
    PieceSections sections = of(PitchTokenizer.piano(), ids);
    assertThat(section(sections, 0)).isEqualTo("notes 1-128");
    assertThat(section(sections, 127)).isEqualTo("notes 1-128");
    assertThat(section(sections, 128)).isEqualTo("notes 129-256");
    assertThat(section(sections, 895)).isEqualTo("notes 769-896");
    assertThat(section(sections, 896)).isEqualTo("notes from 897");
    assertThat(section(sections, 1099)).isEqualTo("notes from 897");
  }

  @Test
  void are16BarsWhereTokensBeginBars() {
    Tokenizer events = EventTokenizer.standard();
    List<Note> oneEachBar =
        IntStream.range(0, 40).mapToObj(bar -> new Note(bar * 1920L, 480, 60, 64, 0)).toList();
    int[] ids = events.promptIds(Piece.of("bars", 480, oneEachBar));
    PieceSections sections = of(events, ids);
    int[] bars =
        IntStream.range(0, ids.length)
            .filter(place -> ids[place] == events.bars().orElseThrow().id())
            .toArray();
    assertThat(bars).hasSize(40);
    assertThat(section(sections, 0)).isEqualTo("bars 1-16");
    assertThat(section(sections, bars[16] - 1)).isEqualTo("bars 1-16");
    assertThat(section(sections, bars[16])).isEqualTo("bars 17-32");
    assertThat(section(sections, bars[32])).isEqualTo("bars 33-48");
  }

  @Test
  void are30SecondsWhereTimesAreInSeconds() {
    Tokenizer performances = PerformanceTokenizer.standard();
    List<Note> oneEachSecond =
        IntStream.range(0, 240).mapToObj(i -> new Note(i * 960L, 480, 60, 64, 0)).toList();
    int[] ids = performances.promptIds(Piece.of("seconds", 480, oneEachSecond));
    PieceSections sections = of(performances, ids);
    int[] noteOns =
        IntStream.range(0, ids.length)
            .filter(place -> performances.type(ids[place]).equals("NoteOn"))
            .toArray();
    assertThat(section(sections, 0)).isEqualTo("seconds 0-30");
    assertThat(section(sections, noteOns[29])).isEqualTo("seconds 0-30");
    assertThat(section(sections, noteOns[30])).isEqualTo("seconds 30-60");
    assertThat(section(sections, noteOns[239])).isEqualTo("seconds from 210");
  }

  private static PieceSections of(Tokenizer tokenizer, int[] ids) {
    return PieceSections.of(
        tokenizer, List.of(new TokenizedPiece("piece", "0".repeat(64), Tokens.of(ids))));
  }

  private static String section(PieceSections sections, int place) {
    return sections.names().get(sections.of(new Target(0, place, 0, 0)));
  }
}
