package io.nocturne.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.cli.Cli;
import io.nocturne.cli.Midi;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.train.TrainSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

  @TempDir private Path folder;

  @Test
  void printsWhatAFileHolds() throws Exception {
    Track right =
        new Track(
            "right hand",
            List.of(new Note(0, 480, 72, 80, 0), new Note(480, 480, 108, 64, 0)),
            List.of(new ProgramChange(0, 0, 0)));
    Track left = Track.of("left hand", List.of(new Note(0, 960, 21, 50, 1)));
    Piece piece =
        new Piece(
            "waltz",
            new Division.Metrical(480),
            List.of(right, left),
            List.of(new Tempo(0, 500_000), new Tempo(480, 1_000_000)),
            List.of(new TimeSignature(0, 3, 4)),
            List.of(new KeySignature(0, -3, Mode.MINOR)));
    Path file = folder.resolve("waltz.mid");
    Files.write(file, MidiWriter.write(piece, 1));
    Cli cli = Cli.run("inspect", file.toString());
    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .startsWith(file + "\n")
        .contains("format      1: tracks that sound together\n")
        .contains("division    480 ticks to the quarter note\n")
        .contains("length      1.5 s\n")
        .contains("tempo       60 to 120 quarter notes a minute, 1 change\n")
        .contains("time        3/4\n")
        .contains("key         C minor\n")
        .contains("notes       3, A0 to C8, velocity 50 to 80\n")
        .containsPattern("right hand +2 +C5 to C8 +1 +0\n")
        .containsPattern("left hand +1 +A0 +2\n")
        .endsWith("No damage.\n");
  }

  @Test
  void saysWhatAFileLeavesOpen() throws Exception {
    Cli cli = Cli.run("inspect", Midi.file(folder.resolve("a.mid"), 60).toString());
    assertThat(cli.out()).contains("key         not stated\n");
  }

  @Test
  void saysWhatFollowsOnItselfOnce() throws Exception {
    Piece piece =
        new Piece(
            "a",
            new Division.Metrical(1),
            List.of(Track.of("", List.of(new Note(0, 1, 60, 80, 0), new Note(1, 1, 62, 80, 0)))),
            List.of(new Tempo(0, 500_000), new Tempo(1, 500_000), new Tempo(2, 1_000_000)),
            List.of(
                new TimeSignature(0, 4, 4), new TimeSignature(1, 4, 4), new TimeSignature(2, 3, 4)),
            List.of(new KeySignature(0, 0, Mode.MAJOR), new KeySignature(1, 0, Mode.MAJOR)));
    Path file = Files.write(folder.resolve("a.mid"), MidiWriter.write(piece, 1));
    assertThat(Cli.run("inspect", file.toString()).out())
        .contains("division    1 tick to the quarter note\n")
        .contains("tempo       60 to 120 quarter notes a minute, 1 change\n")
        .contains("time        4/4, 3/4\n")
        .contains("key         C major\n")
        .contains("notes       2, C4 to D4, velocity 80\n");
  }

  @Test
  void distinguishesPercussionFromNotes() throws Exception {
    List<Note> notes =
        List.of(new Note(0, 480, 60, 80, 0), new Note(0, 480, 36, 80, Note.PERCUSSION_CHANNEL));
    Piece piece =
        new Piece(
            "a",
            new Division.Metrical(480),
            List.of(Track.of("piano", notes.subList(0, 1)), Track.of("drums", notes.subList(1, 2))),
            List.of(),
            List.of(),
            List.of());
    Path file = Files.write(folder.resolve("a.mid"), MidiWriter.write(piece, 1));
    assertThat(Cli.run("inspect", file.toString()).out())
        .contains("notes       2, 1 of percussion, C4, velocity 80\n")
        .containsPattern("piano +1 +C4 +1\n")
        .containsPattern("drums +1 +percussion +10\n");
  }

  @Test
  void namesAFileOfAnotherFormat() throws Exception {
    Path file = Files.writeString(folder.resolve("a.mid"), "**kern\n4c\n*-\n");
    Cli cli = Cli.run("inspect", file.toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .endsWith(
            file
                + ", byte 0: this is a Humdrum file, not a MIDI file; open it in a notation program"
                + " such as MuseScore and export it as MusicXML\n");
  }

  @Test
  void namesDamageByItsByte() throws Exception {
    Cli cli = Cli.run("inspect", Midi.cut(folder.resolve("a.mid"), 60, 62, 64).toString());
    assertThat(cli.exit()).isZero();
    assertThat(cli.out()).containsPattern("wrong:\n  byte \\d+: ");
  }

  @Test
  void failsAtDamageWhenStrict() throws Exception {
    Path file = Midi.cut(folder.resolve("a.mid"), 60, 62, 64);
    Cli cli = Cli.run("inspect", file.toString(), "--strict");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("error: " + file + ", byte ").hasLineCount(1);
  }

  @Test
  void namesAFileThatIsMissing() {
    assertThat(Cli.run("inspect", "no-such.mid"))
        .isEqualTo(new Cli(1, "", "error: no-such.mid: no such file or folder; check the path\n"));
  }

  @Test
  void printsARunsLayersAndState() throws Exception {
    CorpusInfo corpus = new CorpusInfo("etudes", "0".repeat(64), 24, 31_415);
    RunFolder.create(
        folder.resolve("paper"),
        new RunInfo(
            "0.1.0",
            "2.18.0",
            "2026-01-01T00:00:00Z",
            Optional.of(corpus),
            TrainSpec.paper().toJson()),
        PitchTokenizer.piano());

    Cli cli = Cli.run("inspect", "paper", "--checkpoints", folder.toString());

    assertThat(cli.exit()).isZero();
    assertThat(cli.out())
        .startsWith(folder.resolve("paper") + ", a training run\n")
        .contains("begun       2026-01-01T00:00:00Z by nocturne 0.1.0, TensorFlow 2.18.0\n")
        .contains("corpus      etudes, 24 pieces, 31,415 tokens\n")
        .contains("state       nothing saved yet\n")
        .containsPattern("bidirectional_0 +Bidirectional GRU +\\[B, 40, 512\\] +592,896\n")
        .containsPattern("total +1,832,665\n$");
  }

  @Test
  void refusesAFolderThatIsNeitherCorpusNorRunNorSavedModel() {
    assertThat(Cli.run("inspect", folder.toString()))
        .isEqualTo(
            new Cli(
                2,
                "",
                "error: "
                    + folder
                    + ": is neither a corpus (no corpus.tfrecord) nor a training run (no run.json)"
                    + " nor a SavedModel (no saved_model.pb); name one, or a file of music\n"));
  }

  @Test
  void countsTheGroupsOfACorpusThatHasSome() throws Exception {
    for (String name : new String[] {"A/a.mid", "A/b.mid", "B/c.mid"}) {
      Path file = folder.resolve("midi").resolve(name);
      Files.createDirectories(file.getParent());
      Midi.file(file, 60, 62, name.charAt(2));
    }
    String midi = folder.resolve("midi").toString();
    String corpus = folder.resolve("corpus").toString();
    Cli.run("prepare", midi, "--groups", "folder", "--out", corpus);
    assertThat(Cli.run("inspect", corpus).out()).contains("  groups      2\n");
    Cli.run("prepare", midi, "--out", corpus);
    assertThat(Cli.run("inspect", corpus).out()).doesNotContain("groups");
  }

  @Test
  void printsHowACorpusIsWritten() throws Exception {
    Path midi = Midi.file(folder.resolve("a.mid"), 60, 62, 64);
    Path corpus = folder.resolve("corpus");
    Cli.run("prepare", midi.toString(), "--tokens", "event", "--out", corpus.toString());
    assertThat(Cli.run("inspect", corpus.toString()).out())
        .startsWith(corpus + ", a corpus\n")
        .contains("tokens      event, grid 4,3, outside skip, time position, velocities 8\n")
        .contains("vocabulary  240: Bar to <eos>\n")
        .contains("length      1 piece, 16 tokens\n")
        .contains("a.mid\n  <bos> Bar TimeSig_4/4 Position_0 Pitch_C4 ");
  }
}
