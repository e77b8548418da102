package io.nocturne.evaluate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings.Reference;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.AudioClip;
import io.nocturne.io.html.Block.Chart;
import io.nocturne.io.html.Block.Columns;
import io.nocturne.io.html.Block.DataTable;
import io.nocturne.io.html.Block.Facts;
import io.nocturne.io.html.Block.HeatMap;
import io.nocturne.io.html.Block.Picture;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.io.html.Report.Section;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MusicSectionsTest {

  @Test
  void showsDistancesOnlyIfThereAreAny() {
    Piece piece = piece("a", 60, 72);
    assertThat(block(section(alone(piece), "Measures of the music"), Prose.class).text())
        .isEqualTo("Means and standard deviations (sd) of the pieces.");
    assertThat(block(section(beside(piece), "Measures of the music"), Prose.class).text())
        .contains("Overlap and KL");
  }

  @Test
  void hasTheMeasuresOfBothInATable() {
    DataTable table =
        block(section(beside(piece("a", 60, 72)), "Measures of the music"), DataTable.class);
    assertThat(table.headers())
        .containsExactly("measure", "music", "sd", "others", "sd", "overlap", "KL");
    // A range of twelve semitones beside one of none; there are no deviations of single pieces.
    assertThat(table.rows()).contains(List.of("pitch_range", "12.0000", "", "0.0000", "", "", ""));
  }

  @Test
  void drawsThePitchClassesOfBothSideBySide() {
    Chart chart = block(section(beside(piece("a", 60, 60, 64)), "Pitches"), Chart.class);
    assertThat(chart.labels().subList(0, 5)).containsExactly("C", "C#", "D", "D#", "E");
    assertThat(chart.series().get(0).values().subList(0, 2)).containsExactly(2 / 3.0, 0.0);
    assertThat(chart.series().get(1).values().subList(0, 2)).containsExactly(0.0, 1.0);
  }

  @Test
  void ordersNoteValuesFromTheLongest() {
    Chart chart = block(section(alone(piece("a", 60, 62)), "Rhythm"), Chart.class);
    assertThat(chart.labels()).startsWith("whole", "half, dotted", "half").endsWith("16th");
    int quarter = chart.labels().indexOf("quarter");
    assertThat(chart.series().get(0).values().get(quarter)).isEqualTo(1.0);
  }

  @Test
  void showsWhatFollowsEachPitchClass() {
    HeatMap map = block(section(alone(piece("a", 60, 62, 60, 64)), "Pitches"), HeatMap.class);
    assertThat(map.values().get(0).get(2)).isEqualTo(0.5);
    assertThat(map.values().get(0).get(4)).isEqualTo(0.5);
    assertThat(map.values().get(2).get(0)).isEqualTo(1.0);
    assertThat(map.values().get(7)).containsOnly(0.0);
  }

  @Test
  void drawsNoRhythmOfPiecesThatHaveNone() {
    List<Piece> pieces = List.of(piece("a", 60, 62));
    MusicFindings findings =
        new MusicFindings("a", pieces, SetMeasures.ofPitches(pieces.stream()), Optional.empty());
    assertThat(new MusicSections(findings).all())
        .extracting(Section::heading)
        .containsExactly("Measures of the music", "Pitches", "Pieces");
  }

  @Test
  void drawsTheRhythmAloneIfTheOtherMusicHasNone() {
    List<Piece> pieces = List.of(piece("a", 60, 62));
    Reference pitches =
        new Reference(
            "others",
            SetMeasures.ofPitches(pieces.stream()),
            List.of(CorpusNotes.ofPieces(pieces).of(pieces.get(0))));
    MusicFindings findings =
        new MusicFindings("a", pieces, SetMeasures.of(pieces), Optional.of(pitches));
    Chart chart = block(section(findings, "Rhythm"), Chart.class);
    assertThat(chart.series().get(0).values()).contains(1.0);
    assertThat(chart.series().get(1).values()).containsOnly(Double.NaN);
  }

  @Test
  void reportsWhatEachPieceCopies() {
    assertThat(section(beside(piece("a", 61, 60)), "Pieces").blocks())
        .filteredOn(Prose.class::isInstance)
        .last(InstanceOfAssertFactories.type(Prose.class))
        .extracting(Prose::text)
        .isEqualTo("Longest passage found in the corpus: 1 note, other, note 1");
  }

  @Test
  void showsEightOfManyPieces() {
    Section pieces =
        section(
            alone(
                IntStream.range(0, 20).mapToObj(i -> piece("p" + i, 60, 62)).toArray(Piece[]::new)),
            "Pieces");
    assertThat(block(pieces, Prose.class).text()).startsWith("The first 8 of 20;");
    assertThat(pieces.blocks()).filteredOn(AudioClip.class::isInstance).hasSize(8);
  }

  @Test
  void showsEachSeedWithAndWithoutTheMemorySideBySide() {
    MusicFindings findings =
        alone(piece("a", 60, 62), piece("b", 64, 65))
            .besides(List.of(piece("a", 60, 67), piece("b", 64, 69)));
    List<Columns> pairs =
        section(findings, "Pieces").blocks().stream()
            .filter(Columns.class::isInstance)
            .map(Columns.class::cast)
            .toList();
    assertThat(pairs).hasSize(2);
    assertThat(pairs.get(1).columns())
        .extracting(column -> ((Picture) column.get(1)).caption())
        .containsExactly("Piano roll of b with memory", "Piano roll of b without memory");
  }

  @Test
  void showsHowMuchOfAPieceIsRepeatedWithAndWithoutTheMemory() {
    int[] twice = {60, 62, 64, 65, 67, 69, 71, 72, 60, 62, 64, 65, 67, 69, 71, 72};
    int[] once = IntStream.range(40, 56).toArray();
    Columns pair =
        block(
            section(alone(piece("a", twice)).besides(List.of(piece("a", once))), "Pieces"),
            Columns.class);
    // Of the 9 runs of 8 notes, the first and the last are equal.
    assertThat(pair.columns())
        .extracting(column -> ((Facts) column.get(0)).values().get("repeated"))
        .containsExactly("22.2 %", "0.0 %");
  }

  @Test
  void refusesPiecesWithoutMemoryForSomeSeedsOnly() {
    MusicFindings two = alone(piece("a", 60), piece("b", 62));
    assertThatThrownBy(() -> two.besides(List.of(piece("a", 60))))
        .hasMessage("withoutMemory must have 2 pieces, as there are pieces, or none, had 1");
  }

  private static MusicFindings alone(Piece... pieces) {
    List<Piece> all = List.of(pieces);
    return new MusicFindings("music", all, SetMeasures.of(all), Optional.empty());
  }

  /** Beside a piece of C sharps. */
  private static MusicFindings beside(Piece piece) {
    List<Piece> others = List.of(piece("other", 61, 61, 61));
    Reference reference =
        new Reference(
            "others", SetMeasures.of(others), List.of(CorpusNotes.ofPieces(others).of(piece)));
    List<Piece> all = List.of(piece);
    return new MusicFindings("music", all, SetMeasures.of(all), Optional.of(reference));
  }

  /** Quarters, one after the other. */
  private static Piece piece(String name, int... pitches) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < pitches.length; i++) {
      notes.add(new Note(480L * i, 480, pitches[i], 64, 0));
    }
    return Piece.of(name, 480, notes);
  }

  private static Section section(MusicFindings findings, String heading) {
    return new MusicSections(findings)
        .all().stream()
            .filter(section -> section.heading().equals(heading))
            .findFirst()
            .orElseThrow();
  }

  /** The first block of a kind. */
  private static <B extends Block> B block(Section section, Class<B> kind) {
    return section.blocks().stream().filter(kind::isInstance).map(kind::cast).findFirst().get();
  }
}
