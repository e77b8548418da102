package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.input.FilePlace.InScore;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Pedal;
import io.nocturne.preprocess.Preprocessing.Transposition;
import io.nocturne.preprocess.TrackSelection;
import io.nocturne.render.notation.SheetMusic;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.TokenizerFitter;
import io.nocturne.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores beside MIDI files in a corpus. */
class ScorePreparationTest {
  private static final Piece PIECE =
      Piece.of("a", 480, List.of(new Note(0, 480, 60, 80, 0), new Note(480, 960, 64, 80, 0)));

  @TempDir Path folder;

  private PreparedCorpus prepare() throws IOException {
    return Preparation.prepare(PrepareSpec.of(List.of(folder)), PrepareListener.NONE);
  }

  @Test
  void aScoreOfTheSameNotesIsADuplicateOfItsMidiFile() throws IOException {
    MidiWriter.write(PIECE, 1, folder.resolve("a.mid"));
    Files.write(folder.resolve("a.musicxml"), SheetMusic.of(PIECE).musicXml());
    Files.writeString(folder.resolve("settings.xml"), "<settings/>");
    assertThat(prepare().files())
        .extracting(FileReport::status)
        .containsExactly(Status.READ, Status.DUPLICATE);
  }

  @Test
  void theReportNamesThePartAndMeasureOfAProblem() throws IOException {
    String score = new String(SheetMusic.of(PIECE).musicXml(), UTF_8);
    Files.writeString(
        folder.resolve("a.musicxml"), score.replaceFirst("</measure>", "<note/></measure>"));
    FileReport report = prepare().files().get(0);
    assertThat(report.status()).isEqualTo(Status.REPAIRED);
    assertThat(report.notes()).isEqualTo(2);
    assertThat(report.diagnostics().get(0).place())
        .hasValueSatisfying(
            place ->
                assertThat(place)
                    .isInstanceOfSatisfying(
                        InScore.class,
                        in -> {
                          assertThat(in.part()).isEqualTo("P1");
                          assertThat(in.measure()).isEqualTo("1");
                        }));
  }

  @Test
  void tracksAndPedalOfAScoreAreThoseOfItsParts() throws IOException {
    String direction =
        "<direction><direction-type><pedal type=\"%s\"/></direction-type></direction>";
    String note =
        "<note><pitch><step>%s</step><octave>4</octave></pitch><duration>1</duration></note>";
    String piano =
        direction.formatted("start")
            + note.formatted("C")
            + note.formatted("D")
            + direction.formatted("stop");
    Files.writeString(
        folder.resolve("a.musicxml"),
        "<score-partwise><part-list>"
            + "<score-part id=\"P1\"><part-name>Violin</part-name><midi-instrument id=\"V\">"
            + "<midi-program>41</midi-program></midi-instrument></score-part>"
            + "<score-part id=\"P2\"><part-name>Piano</part-name></score-part></part-list>"
            + "<part id=\"P1\"><measure>%s</measure></part>".formatted(note.formatted("E"))
            + "<part id=\"P2\"><measure>%s</measure></part></score-partwise>".formatted(piano));
    Piece pianoPart =
        Piece.of("a", 480, List.of(new Note(0, 960, 60, 75, 1), new Note(480, 480, 62, 75, 1)));
    for (String tracks : List.of("name:Piano", "piano", "2")) {
      assertThat(tokens(tracks))
          .as(tracks)
          .isEqualTo(EventTokenizer.standard().encode(pianoPart).tokens());
    }
  }

  private Tokens tokens(String tracks) throws IOException {
    var spec =
        new PrepareSpec(
            List.of(folder),
            Exclusion.NONE,
            TokenizerFitter.of(EventTokenizer.standard()),
            new Preprocessing(
                Pedal.SUSTAIN, TrackSelection.parse(tracks), Optional.empty(), Transposition.NONE),
            Optional.empty(),
            ReadOptions.DEFAULT,
            1,
            1);
    return Preparation.prepare(spec, PrepareListener.NONE).corpus().pieces().get(0).tokens();
  }

  @Test
  void aBrokenScoreIsSkipped() throws IOException {
    MidiWriter.write(PIECE, 1, folder.resolve("a.mid"));
    Files.writeString(folder.resolve("b.mxl"), "no archive");
    FileReport report = prepare().files().get(1);
    assertThat(report.status()).isEqualTo(Status.SKIPPED);
    assertThat(report.diagnostics().get(0).message())
        .startsWith("this is not valid XML (")
        .endsWith("; export the score again or move it out of the folder");
  }
}
