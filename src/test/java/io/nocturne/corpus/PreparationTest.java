package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PrepareStage;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.input.MusicFileException;
import io.nocturne.io.file.Sha256;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest extends PreparationCase {
  @Test
  void aFolderIsReadToTheBottomInTheOrderOfNames() throws IOException {
    write("b.MID", 60);
    write("sub/deep/c.midi", 61);
    write("A.kar", 62);
    write("sub/B.rmi", 63);
    write("notes.txt", 64);
    Corpus corpus = prepare(folder).corpus();
    assertThat(corpus.pieces())
        .extracting(TokenizedPiece::name)
        .containsExactly("A.kar", "b.MID", "sub/B.rmi", "sub/deep/c.midi");
    assertThat(corpus.pieces().get(0).tokens()).isEqualTo(Tokens.of(62 - 21));
  }

  @Test
  void aFileIsReadWhateverItsExtension() throws IOException {
    PreparedCorpus prepared = prepare(write("tune.bin", 60), write("other.mid", 62));
    assertThat(prepared.corpus().pieces())
        .extracting(TokenizedPiece::name)
        .containsExactly("tune.bin", "other.mid");
  }

  @Test
  void aPieceCarriesTheHashOfItsFile() throws IOException {
    Path file = write("a.mid", 60);
    assertThat(prepare(folder).corpus().pieces().get(0).sha256())
        .isEqualTo(Sha256.hex(Files.readAllBytes(file)));
  }

  @Test
  void aSoundFileIsReportedAsReadWithItsNotes() throws IOException {
    Path file = write("a.mid", 60, 62);
    assertThat(prepare(folder).report())
        .isEqualTo(
            new PrepareReport(
                1,
                2,
                2,
                FileTotals.of(List.of(new FileReport(file.toString(), Status.READ, 2, List.of()))),
                Optional.of(new Provenance(Preprocessing.NONE, OptionalDouble.of(120))),
                GroupReport.NONE));
  }

  @Test
  void aBadFileIsSkippedWithItsReasonAndStopsNothing() throws IOException {
    write("a.mid", 60);
    Path bad = Files.writeString(folder.resolve("b.mid"), "no MIDI at all, but long enough");
    write("c.mid", 61);
    List<FileReport> files = prepare(folder).files();
    assertThat(statuses(files)).containsExactly(Status.READ, Status.SKIPPED, Status.READ);
    FileReport skipped = files.get(1);
    assertThat(skipped.file()).isEqualTo(bad.toString());
    assertThat(skipped.diagnostics()).hasSize(1);
    assertThat(skipped.diagnostics().get(0).place()).hasValue(new InMidi(0, 0));
    assertThat(skipped.diagnostics().get(0).message()).isNotBlank().doesNotContain("b.mid");
  }

  @Test
  void aTruncatedFileIsRepairedAndSaysWhere() throws IOException {
    byte[] whole = Files.readAllBytes(write("a.mid", 60, 62, 64));
    Files.write(folder.resolve("a.mid"), Arrays.copyOf(whole, whole.length - 6));
    FileReport file = prepare(folder).files().get(0);
    assertThat(file.status()).isEqualTo(Status.REPAIRED);
    assertThat(file.diagnostics()).isNotEmpty();
    assertThat(file.diagnostics().get(0).place())
        .hasValueSatisfying(
            place ->
                assertThat(place)
                    .isInstanceOfSatisfying(
                        InMidi.class, in -> assertThat(in.track()).isEqualTo(1)));
  }

  @Test
  void readStrictlyTheFirstDamagedFileIsAnError() throws IOException {
    write("a.mid", 60);
    Path bad = Files.writeString(folder.resolve("b.mid"), "no MIDI at all, but long enough");
    Files.writeString(folder.resolve("c.mid"), "nor this");
    var strict = new ReadOptions(Strictness.STRICT);
    var spec = new PrepareSpec(List.of(folder), PitchTokenizer.piano(), strict, 2);
    assertThatThrownBy(() -> Preparation.prepare(spec, PrepareListener.NONE))
        .isInstanceOf(MusicFileException.class)
        .hasMessageStartingWith(bad + ", byte 0: ");
  }

  @Test
  void aFileWithoutNotesIsSkipped() throws IOException {
    write("a.mid");
    write("b.mid", 60);
    FileReport empty = prepare(folder).files().get(0);
    assertThat(empty.status()).isEqualTo(Status.SKIPPED);
    assertThat(empty.diagnostics())
        .extracting(FileReport.FileDiagnostic::message)
        .containsExactly("it contains no notes");
  }

  @Test
  void thePiecesOfAFormat2FileAreToldApartByTheirPlace() throws IOException {
    String header = "4d546864000000060002000301e0";
    String silence = "4d54726b0000000400ff2f00";
    String track = "4d54726b0000000c00903c5000803c4000ff2f00";
    byte[] bytes = HexFormat.of().parseHex(header + track + silence + track.replace("3c", "3e"));
    Files.write(folder.resolve("a.mid"), bytes);
    assertThat(prepare(folder).corpus().pieces())
        .extracting(TokenizedPiece::name, TokenizedPiece::tokens)
        .containsExactly(tuple("a.mid#1", Tokens.of(39)), tuple("a.mid#3", Tokens.of(41)));
  }

  @Test
  void notesOutsideTheVocabularyAreCounted() throws IOException {
    write("a.mid", 0, 60, 127);
    write("b.mid", 10, 11);
    PreparedCorpus prepared = prepare(folder);
    PrepareReport report = prepared.report();
    assertThat(report.notes()).isEqualTo(3);
    assertThat(report.tokens()).isEqualTo(1);
    assertThat(report.files().loss().outOfRange()).isEqualTo(2);
    assertThat(prepared.files())
        .extracting(FileReport::status, FileReport::notes, file -> file.changes().loss())
        .containsExactly(
            tuple(Status.READ, 3, new EncodingLoss(2, 0)),
            tuple(Status.SKIPPED, 2, new EncodingLoss(2, 0)));
    assertThat(prepared.files().get(1).diagnostics().get(0).message())
        .isEqualTo("none of its 2 notes is in the vocabulary");
  }

  @Test
  void foldedNotesAreCounted() throws IOException {
    write("a.mid", 0, 60, 127);
    var folding = PitchTokenizer.piano(OutOfRangePolicy.FOLD_OCTAVES);
    var spec = new PrepareSpec(List.of(folder), folding, ReadOptions.DEFAULT, 1);
    PrepareReport report = Preparation.prepare(spec, PrepareListener.NONE).report();
    assertThat(report.tokens()).isEqualTo(3);
    assertThat(report.files().loss().folded()).isEqualTo(2);
    assertThat(report.files().loss().outOfRange()).isZero();
  }

  @Test
  void theListenerHearsOfEveryFileInOrder() throws IOException {
    write("a.mid", 60);
    write("b.mid", 61);
    write("c.mid", 62);
    List<Long> heard = new ArrayList<>();
    Preparation.prepare(
        PrepareSpec.of(List.of(folder)),
        (stage, done, total) -> {
          if (stage == PrepareStage.READING) {
            heard.add(done);
          }
        });
    assertThat(heard).containsExactly(1L, 2L, 3L);
  }

  @Test
  void noUsableFileIsAnErrorWithTheFirstReason() throws IOException {
    Path first = write("a.mid");
    write("b.mid");
    assertThatThrownBy(() -> prepare(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(first + ": it contains no notes; none of the 2 files can be used, give others");
  }

  @Test
  void percussionIsLeftOutAndCounted() throws IOException {
    Path file = folder.resolve("a.mid");
    List<Note> notes =
        List.of(new Note(0, 480, 60, 80, 0), new Note(0, 480, 36, 80, Note.PERCUSSION_CHANNEL));
    MidiWriter.write(Piece.of("a", 480, notes), 1, file);
    PreparedCorpus prepared = prepare(file);
    FileReport report = prepared.files().get(0);
    assertThat(report.notes()).isEqualTo(2);
    assertThat(report.changes()).isEqualTo(new Changes(1, EncodingLoss.NONE));
    assertThat(prepared.corpus().tokenCount()).isEqualTo(1);
  }

  @Test
  void aFileOfAnotherFormatIsAnErrorWithOnePieceOfAdvice() throws IOException {
    Path file = Files.writeString(folder.resolve("a.mid"), "<mei>");
    String problem =
        file
            + ": this is an MEI file, not a MIDI file; open it in a notation program such as"
            + " MuseScore and export it as MusicXML";
    assertThatThrownBy(() -> prepare(file)).hasMessage(problem);
    write("b.mid");
    assertThatThrownBy(() -> prepare(folder))
        .hasMessage(problem + " (none of the 2 files can be used)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void theNumberOfThreadsDoesNotChangeTheResult(int threads) throws IOException {
    for (int i = 0; i < 40; i++) {
      write(i + ".mid", 30 + i, 31 + i % 7);
    }
    var spec =
        new PrepareSpec(List.of(folder), PitchTokenizer.piano(), ReadOptions.DEFAULT, threads);
    PreparedCorpus prepared = Preparation.prepare(spec, PrepareListener.NONE);
    assertThat(prepared).isEqualTo(prepare(folder));
    assertThat(prepared.corpus().pieces()).hasSize(40);
  }

  @Test
  void chopinsPiecesAreAllRead() throws IOException {
    Path chopin = Path.of(System.getProperty("nocturne.test.midi", "missing"));
    assumeThat(chopin).isDirectory();
    PrepareReport report = prepare(chopin).report();
    assertThat(report.files().files()).isEqualTo(121);
    assertThat(report.files().files(Status.READ)).isEqualTo(121);
    assertThat(report.notes()).isEqualTo(188_186);
    assertThat(report.tokens()).isEqualTo(188_186 - report.files().loss().outOfRange());
  }

  @Test
  void refusesToPrepareNothing() {
    assertThatThrownBy(() -> PrepareSpec.of(List.of()))
        .hasMessage("inputs must name at least one file or folder, had none");
  }
}
