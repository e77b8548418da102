package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.FoundNames;
import io.nocturne.corpus.groups.GroupReport.Link;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import io.nocturne.input.FilePlace;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.input.FilePlace.InScore;
import io.nocturne.music.Key;
import io.nocturne.music.Silence;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Pedal;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.preprocess.Preprocessing.Transposition;
import io.nocturne.preprocess.TrackSelection;
import io.nocturne.rhythm.Quantizer.QuantizationError;
import io.nocturne.rhythm.SilenceLimit;
import io.nocturne.token.Encoding.EncodingLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void writesTheDocumentedFields() throws IOException {
    var diagnostic =
        new FileReport.FileDiagnostic(Optional.of(new InMidi(14, 1)), "track 1 ends early");
    var file =
        new FileReport(
            "a.mid",
            Status.REPAIRED,
            5,
            new Changes(0, new EncodingLoss(2, 1)),
            List.of(diagnostic));
    String json = Files.readString(write(new PrepareReport(1, 5, 3, List.of(file)), file));
    assertThat(json.replaceAll("\\s", ""))
        .isEqualTo(
            """
            {"format":1,"pieces":1,"notes":5,"tokens":3,"summary":{"statuses":{
            "read":{"files":0,"notes":0},"repaired":{"files":1,"notes":5},
            "skipped":{"files":0,"notes":0},"duplicate":{"files":0,"notes":0}},
            "outside":2,"folded":1,"findings":[%1$s]},"files":[%1$s]}\
            """
                .formatted(
                    """
                    {"file":"a.mid","status":"repaired","notes":5,"outside":2,"folded":1,
                    "diagnostics":[{"offset":14,"track":1,"message":"track 1 ends early"}]}\
                    """)
                .replaceAll("\\s", ""));
  }

  @Test
  void readsWhatItWroteOfNotesThatWereChanged() throws IOException {
    var changes =
        new Changes(
            4,
            new Unselected(2, 70),
            new EncodingLoss(
                3, 6, 2, 4, new QuantizationError(9, 8, 0.7, 0.6, 5, 0.4, 0.3, 2, 4, 1, 3)),
            List.of(
                new KeyChange(Optional.of(Key.parse("F# minor")), 3),
                new KeyChange(Optional.empty(), 0)),
            new TimingFindings(List.of(new Silence(960, 48_000, 1, 49)), 2, 60.5, 0.75, 0.5, 12));
    var file = new FileReport("a.mid", Status.READ, 9, changes, List.of());
    var provenance =
        new Provenance(
            new Preprocessing(
                Pedal.SUSTAIN,
                TrackSelection.parse("PIANO,program:0-7"),
                Optional.of(new SilenceLimit(4.5)),
                Transposition.C),
            OptionalDouble.of(92.5));
    var report =
        new PrepareReport(
            1, 9, 9, FileTotals.of(List.of(file)), Optional.of(provenance), GroupReport.NONE);
    Path written = write(report, file);
    assertThat(ReportFile.read(written)).isEqualTo(report);
    assertThat(files(written)).containsExactly(file);
    assertThat(written).content().contains("\"meanOnsetError\" : 0.0777");
  }

  @Test
  void readsWhatItWroteOfAScore() throws IOException {
    var place = Optional.<FilePlace>of(new InScore(12, "P1", "3"));
    var diagnostic = new FileReport.FileDiagnostic(place, "1 microtone; rounded to semitones");
    var file = new FileReport("a.mxl", Status.REPAIRED, 9, List.of(diagnostic));
    var report = new PrepareReport(1, 9, 9, List.of(file));
    Path written = write(report, file);
    assertThat(ReportFile.read(written)).isEqualTo(report);
    assertThat(files(written)).containsExactly(file);
  }

  @Test
  void ofManySilencesAHundredAreListedAndTheOthersCounted() throws IOException {
    Silence silence = new Silence(960, 48_000, 1, 49);
    var timing = new TimingFindings(Collections.nCopies(107, silence), 0, 0, 0, 0, 0);
    var changes = new Changes(0, Unselected.NONE, EncodingLoss.NONE, List.of(), timing);
    var file = new FileReport("a.mid", Status.READ, 9, changes, List.of());
    Path written = write(new PrepareReport(1, 9, 9, List.of(file)), file);
    assertThat(written).content().contains("\"silencesNotListed\":7", "\"count\" : 107");
    assertThat(ReportFile.read(written).files().silences().count()).isEqualTo(107);
    assertThat(files(written).get(0).changes().timing().silences())
        .containsExactlyElementsOf(Collections.nCopies(100, silence));
  }

  @Test
  void readsTheGroupsThatItWrote() throws IOException {
    var pair = new SimilarNames("a.mid", "c.mid", 0.75, 0.5, -3, Link.WITHIN);
    var groups =
        new GroupReport(
            Optional.of("x.csv"),
            2,
            2,
            FoundNames.of(List.of("b.mid")),
            FoundNames.of(List.of("x.csv, row 4: d.mid")),
            FoundNames.of(Collections.nCopies(1003, "Nocturne")),
            List.of(pair),
            OptionalLong.of(77));
    var report = report(groups);
    Path written = write(report);
    assertThat(ReportFile.read(written)).isEqualTo(report);
    assertThat(written).content().contains("\"by\" : \"x.csv\"", "\"link\" : \"within\"");
    assertThat(written).content().contains("\"acrossPartsNotListed\" : 3");
  }

  @Test
  void ofManySimilarPairsTheFirstThousandAreListedAndTheOthersCounted() throws IOException {
    var pair = new SimilarNames("a.mid", "c.mid", 0.75, 0.5, 0, Link.APART);
    Path written =
        write(report(GroupReport.ungrouped(Collections.nCopies(1007, pair), OptionalLong.empty())));
    assertThat(written).content().contains("\"similarNotListed\" : 7");
    assertThat(ReportFile.read(written).groups().similar()).hasSize(1000);
  }

  @Test
  void aNewerFormatIsAnErrorThatSaysSo() {
    assertThatThrownBy(() -> read("{\"format\":2}"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            folder.resolve("report.json")
                + ": format 2 is newer than format 1, the newest known here; update nocturne");
  }

  @Test
  void aReportFromBeforeNotesWereCountedWhoseKeyIsStruckAgainCanBeRead() throws IOException {
    String quantisation =
        """
        {"notes":9,"moved":8,"onsetError":0.7,"largestOnsetError":0.6,"resized":5,"lengthError":0.4,
         "largestLengthError":0.3,"merged":2,"cut":1,"signatures":3}
        """;
    PrepareReport report =
        read(
            """
            {"format":1,"pieces":1,"notes":9,"tokens":9,"files":[{"file":"a.mid","status":"read",
             "notes":9,"outside":0,"folded":0,"quantisation":%s,"diagnostics":[]}]}
            """
                .formatted(quantisation));
    assertThat(report.files().loss().quantization())
        .isEqualTo(new QuantizationError(9, 8, 0.7, 0.6, 5, 0.4, 0.3, 2, 0, 1, 3));
  }

  @Test
  void aMissingReportIsAnError() {
    Path file = folder.resolve("report.json");
    assertThatThrownBy(() -> ReportFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": no such file; run prepare again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                            | format must be a whole number from 0 on
          {"format":1.5}                                | format must be a whole number from 0 on
          {"format":1}                                  | files must be an array
          {"format":1,"files":[]}                       | pieces must be a whole number from 0 on
          {"format":1,"files":[],"pieces":3000000000}   | pieces must be below 2^31
          {"format":1,"files":[{}]}                     | diagnostics must be an array
          {"format":1,"files":[{"diagnostics":[{}]}]}   | message must be a string
          """)
  void aMalformedReportIsAnErrorThatNamesTheFault(String json, String fault) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessage("%s: %s; run prepare again", folder.resolve("report.json"), fault);
  }

  @Test
  void whatIsNoJsonIsAnErrorOfOneLine() {
    assertThatThrownBy(() -> read("{\n\"format\""))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder.resolve("report.json") + ": it is not JSON: ")
        .hasMessageNotContaining("\n");
  }

  private static PrepareReport report(GroupReport groups) {
    return new PrepareReport(3, 9, 9, FileTotals.of(List.of()), Optional.empty(), groups);
  }

  private Path write(PrepareReport report, FileReport... files) throws IOException {
    try (ReportWriter writer = ReportWriter.open(folder, folder)) {
      for (FileReport file : files) {
        writer.add(file);
      }
      writer.write(report);
      writer.commit();
    }
    return folder.resolve("report.json");
  }

  private static List<FileReport> files(Path report) throws IOException {
    List<FileReport> files = new ArrayList<>();
    ReportFile.readFiles(report, files::add);
    return files;
  }

  private PrepareReport read(String json) throws IOException {
    return ReportFile.read(Files.writeString(folder.resolve("report.json"), json));
  }
}
