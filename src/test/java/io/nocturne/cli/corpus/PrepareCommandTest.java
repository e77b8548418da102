package io.nocturne.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.FileReport;
import io.nocturne.midi.MidiWriter;
import io.nocturne.midi.RealFiles;
import io.nocturne.music.Key;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import io.nocturne.preprocess.Preprocessed.KeyChange;
import io.nocturne.preprocess.Preprocessed.Unselected;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.preprocess.Preprocessing.Pedal;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.preprocess.Preprocessing.Transposition;
import io.nocturne.preprocess.TrackSelection;
import io.nocturne.rhythm.SilenceLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PrepareCommandTest extends PrepareCase {

  @Test
  void writesACorpusOfAFolder() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    Midi.file(midi.resolve("b.mid"), 21, 108);
    Cli cli = prepare();
    assertThat(cli.exit()).isZero();
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(5);
    assertThat(out).isDirectoryContaining("glob:**/report.json");
  }

  @Test
  void printsOnlyTotalsWhenEveryFileIsIntact() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    Midi.file(midi.resolve("b.mid"), 21, 108);
    assertThat(prepare().out())
        .isEqualTo(
            """
            status     files  notes
            -----------------------
            read           2      5
            repaired       0      0
            skipped        0      0
            duplicate      0      0
            total          2      5

            %s: a corpus of 2 pieces, 5 tokens; report.json lists each file
            """
                .formatted(out));
  }

  @Test
  void listsEachFileWithAFindingAndTheReason() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    Midi.file(midi.resolve("b.mid"), 60, 62, 64);
    Midi.cut(midi.resolve("c.mid"), 65, 67, 69);
    Files.writeString(midi.resolve("d.mid"), "no music");
    Cli cli = prepare();
    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .containsPattern("b\\.mid +duplicate +3 +\\S")
        .containsPattern("c\\.mid +repaired +3 +byte \\d+: ")
        .containsPattern("d\\.mid +skipped +0 +byte 0: ")
        .doesNotContain("a.mid  read");
  }

  @Test
  void countsNotesOutsideThePianoAndFoldsThemIfAsked() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 12, 120);
    assertThat(prepare().out()).contains("2 notes outside the vocabulary left out");
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(1);
    assertThat(prepare("--fold-octaves").out()).contains("2 notes transposed by octaves");
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(3);
  }

  @Test
  void suggestsNoVelocitiesWhereAllAreTheSame() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    String remark =
        "all notes have the same velocity: --velocities none saves one token per note\n";
    assertThat(prepare("--tokens", "event").err()).endsWith(remark);
    assertThat(prepare("--tokens", "event", "--velocities", "none").err()).doesNotContain(remark);
    assertThat(prepare().err()).doesNotContain(remark);
  }

  @Test
  void doesNotSuggestNoVelocitiesWhereTheyDiffer() throws Exception {
    List<Note> notes = List.of(new Note(0, 480, 60, 30, 0), new Note(480, 480, 62, 90, 0));
    Files.write(midi.resolve("a.mid"), MidiWriter.write(Piece.of("", 480, notes), 0));
    assertThat(prepare("--tokens", "event").err()).doesNotContain("same velocity");
  }

  @Test
  void failsAtTheFirstDamagedFileWhenStrict() throws Exception {
    Path cut = Midi.cut(midi.resolve("c.mid"), 65, 67, 69);
    Cli cli = prepare("--strict");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: " + cut).hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void failsWhenNoFileCanBeTaken() throws Exception {
    Files.writeString(midi.resolve("d.mid"), "no music");
    Cli cli = prepare();
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: " + midi.resolve("d.mid")).hasLineCount(1);
  }

  @Test
  void refusesToWriteToAFileBeforeItReadsAnything() throws Exception {
    out = Files.writeString(folder.resolve("file"), "");
    assertThat(prepare())
        .isEqualTo(
            new Cli(1, "", "error: " + out + ": is a file, not a folder; choose another place\n"));
  }

  @Test
  void reportsTheChangesOfTheGrid() throws Exception {
    MidiWriter.write(
        Piece.of(
            "p",
            480,
            List.of(
                new Note(12, 480, 60, 64, 0),
                new Note(960, 480, 62, 64, 0),
                new Note(970, 480, 62, 64, 1),
                new Note(2400, 480 * 9, 64, 64, 0))),
        0,
        midi.resolve("a.mid"));
    assertThat(prepare("--tokens", "event").out())
        .contains(
            "50.00 % of the notes moved to the grid"
                + " (on average by 0.0115 quarters over all notes, at most 0.0250)",
            "0.00 % changed in length"
                + " (on average by 0.0000 quarters over all notes, at most 0.0000)",
            "1 note became identical to another note and was merged",
            "1 note shortened to 8 quarters");
    assertThat(CorpusFolder.readReport(out).files().loss().quantization().merged()).isEqualTo(1);
  }

  @Test
  void countsNotesShortenedToTheNextOfTheirPitch() throws Exception {
    List<Note> notes = List.of(new Note(0, 960, 60, 64, 0), new Note(480, 480, 60, 64, 1));
    MidiWriter.write(Piece.of("p", 480, notes), 0, midi.resolve("a.mid"));
    assertThat(prepare("--tokens", "event").out())
        .contains("1 note shortened to the next note of the same pitch");
    assertThat(CorpusFolder.readReport(out).files().loss().quantization().restruck()).isEqualTo(1);
  }

  @Test
  void transposesPiecesToCAndReportsTheInterval() throws Exception {
    Midi.file(midi.resolve("a.mid"), 67, 71, 74, 67, 72, 78, 67);
    Cli cli = prepare("--transpose", "c");
    assertThat(cli.out())
        .contains("1 of 1 piece transposed to C major or A minor; no key found in 0");
    List<FileReport> files = new ArrayList<>();
    CorpusFolder.readFiles(out, files::add);
    assertThat(files.get(0).changes().keys())
        .containsExactly(new KeyChange(Optional.of(new Key(7, KeySignature.Mode.MAJOR)), 5));
    assertThat(CorpusFolder.read(out).pieces().get(0).tokens().id(0)).isEqualTo(72 - 21);
  }

  @Test
  void takesTheTracksThatAreAskedForAndCountsTheOthers() throws Exception {
    Track melody = Track.of("MELODY", List.of(new Note(0, 480, 72, 64, 0)));
    Track piano =
        Track.of("PIANO", List.of(new Note(0, 480, 60, 64, 1), new Note(480, 480, 62, 64, 1)));
    Piece song = Piece.of("song", 480, List.of()).withTracks(List.of(melody, piano));
    MidiWriter.write(song, 1, midi.resolve("a.mid"));
    assertThat(prepare("--tracks", "PIANO").out())
        .contains("1 note outside --tracks left out (1 whole track)\n");
    assertThat(CorpusFolder.readReport(out).files().unselected()).isEqualTo(new Unselected(1, 1));
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(2);
    assertThat(prepare("--tracks", "BRIDGE").err())
        .isEqualTo(
            "error: %s: none of its notes is of the tracks BRIDGE; give another file\n"
                .formatted(midi.resolve("a.mid")));
  }

  @Test
  void keepsHowTheCorpusWasMade() throws Exception {
    Midi.file(midi.resolve("a.mid"), 60, 62, 64);
    String[] made = {"--tokens", "event", "--pedal", "--max-silence", "5", "--transpose", "c"};
    prepare(made);
    assertThat(CorpusFolder.read(out).provenance())
        .contains(
            new Provenance(
                new Preprocessing(
                    Pedal.SUSTAIN,
                    TrackSelection.ALL,
                    Optional.of(new SilenceLimit(5)),
                    Transposition.C),
                OptionalDouble.of(120)));
  }

  @Test
  void readsTheWholeOfARealCollection() throws Exception {
    Path real = RealFiles.folder();
    assumeTrue(Files.isDirectory(real), "no folder of MIDI files at " + real);
    Cli cli = Cli.run("prepare", real.toString(), "--out", out.toString());
    assertThat(cli.exit()).isZero();
    // Counted with three other readers: 121 pieces, 188,186 notes.
    assertThat(cli.out())
        .contains("read         121  188,186\n")
        .endsWith(
            out + ": a corpus of 121 pieces, 188,186 tokens; report.json lists each" + " file\n")
        .hasLineCount(9);
  }
}
