package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use and failing work: the exit code, and one line that explains it. */
@DisabledOnOs(OS.WINDOWS)
class ErrorsIT {
  @TempDir private static Path folder;
  private static Workshop workshop;
  private static CommandServer server;

  @BeforeAll
  static void makeFaultyFiles() throws Exception {
    workshop = Workshop.withCorpus(folder);
    server = new CommandServer(folder);
    Cli cli = server.run(Workshop.tiny("good", "--epochs", "1"));
    assertThat(cli.exit()).as(cli.err()).isZero();
    new FaultyFiles(folder).write();
  }

  @AfterAll
  static void endTheServer() throws Exception {
    server.close();
  }

  private static void assertFails(Cli cli, int exit, String message) {
    assertThat(cli.errors()).containsExactly("error: " + message);
    assertThat(cli.exit()).isEqualTo(exit);
  }

  private static List<Arguments> wrongUses() {
    return List.of(
        arguments("train corpus --unitz 8", "train: unknown option --unitz; did you mean --units?"),
        arguments(
            "train corpus --units",
            "--units: needs a value: hidden units per direction, for all layers or for each"),
        arguments(
            "train corpus --units 0",
            "--units 0: must be a whole number from 1 to 65536, or several, separated by commas"),
        arguments(
            "train corpus --split listed --validation 0.3",
            "--validation: has no effect with --split listed, whose parts the corpus lists; leave"
                + " one out"),
        arguments(
            "train corpus --units x",
            "--units x: must be a whole number from 1 to 65536, or several, separated by commas"),
        arguments(
            "train corpus --units 8 --units 9", "--units: given twice (8 and 9); give it once"),
        arguments(
            "train corpus --validation 1", "--validation 1: must be a number from 1e-4 to 0.9999"),
        arguments(
            "train",
            "train: CORPUS is missing: the folder that prepare wrote; see nocturne train --help"),
        arguments(
            "train corpus other", "train: unexpected argument other; see nocturne train --help"),
        arguments("train corpus --preset big", "--preset big: must be paper, music or demo"),
        arguments("train --resume", "--resume: needs a run, such as --run paper"),
        arguments(
            "train --resume --run good --units 9",
            "--units: the run has 8, was 9; leave it out, or begin another --run"),
        arguments(
            "train corpus --auto-resume --run good --units 8 --layers 2 --seed 7 --epochs 1",
            "--layers: the run has 1, was 2; --seed: the run has 1, was 7; leave them out, or begin"
                + " another --run"),
        arguments(
            "train corpus --auto-resume --run good --config wide.json",
            "--units: the run has 8, was 16 by --config; leave it out, or begin another --run"),
        arguments(
            "train corpus --config unknown.json",
            "unknown.json: unknown setting unitz; did you mean units?"),
        arguments(
            "train corpus --config range.json",
            "range.json: units 0: must be a whole number from 1 to 65536, or several, separated by"
                + " commas"),
        arguments(
            "train corpus --config cut.json",
            "cut.json, line 1, column 12: not JSON:"
                + " Unexpected end-of-input: expected close marker for Object"),
        arguments("train corpus --config empty", "empty: is a folder; name a JSON file"),
        arguments(
            "generate --run good",
            "generate: --out FILE.mid is missing: file to write, in the format of its extension:"
                + " mid, musicxml, wav, png or svg; several pieces are numbered FILE-1.mid,"
                + " FILE-2.mid; see nocturne generate --help"),
        arguments(
            "generate --run good --out x.mp3",
            "--out x.mp3: .mp3 is not an output format; end the name in mid, musicxml, wav, png or"
                + " svg"),
        arguments(
            "generate --run good --out x.mid --formats wav,mp3",
            "--formats wav,mp3: must be a list of mid, musicxml, wav, png and svg with commas"
                + " between"),
        arguments(
            "generate --run good --out x.mid --soundfont piano.sf2",
            "--soundfont piano.sf2: has no effect without sound; add --formats wav or --play"),
        arguments(
            "generate --run good --out x.mid --temperature -1",
            "--temperature -1: must be a number from 0 to 1000"),
        arguments(
            "generate --run good --out x.mid --temperature NaN",
            "--temperature NaN: must be a number from 0 to 1000"),
        arguments(
            "generate --run good --out x.mid --primer C4_H9",
            "--primer C4 H9: no such file, and H9 is not a pitch such as C4 or F#3"),
        arguments(
            "evaluate --run good --data corpus --corpus corpus --no-baselines",
            "--corpus: is for the baselines; leave it or --no-baselines out"),
        arguments(
            "evaluate --run good",
            "evaluate: --data is missing; name a run and its --data, or --music to measure"));
  }

  @ParameterizedTest
  @MethodSource("wrongUses")
  void endsWithTwoOnWrongUse(String line, String message) throws Exception {
    Cli cli = server.run(Workshop.words(line));
    assertFails(cli, 2, message);
    assertThat(cli.out()).isEmpty();
  }

  private static List<Arguments> failures() {
    return List.of(
        arguments("train nowhere", "nowhere: no such folder; prepare a corpus there first"),
        arguments(
            "train empty",
            "empty: no corpus.tfrecord in this folder; prepare a corpus there first"),
        arguments(
            "train flipped",
            "flipped/corpus.tfrecord, record 0 at byte 0: the payload's checksum does not match;"
                + " write the file again"),
        arguments(
            "train wordless",
            "wordless/vocabulary.json: no such file; copy the vocabulary.json that prepare wrote"
                + " to this place"),
        arguments(
            "train newer-words",
            "newer-words/vocabulary.json: format 99 is newer than format 1, the newest known here;"
                + " update nocturne"),
        arguments(
            "train corpus --run good",
            "checkpoints/good: exists already; resume it, or choose another run folder"),
        arguments(
            "train corpus --run ./text", "./text: is a file, not a folder; choose another place"),
        arguments(
            "train corpus --run ./text/run",
            "./text/run: text is a file, not a folder; choose another place"),
        arguments(
            "train --resume --run missing",
            "checkpoints/missing: no such run; train one, or name the folder of one"),
        arguments(
            "train --resume --run ./empty",
            "./empty/run.json: is missing; name the folder of a training run"),
        arguments(
            "train other --resume --run good",
            "checkpoints/good: was begun with another corpus (corpus, 2495 tokens) than other"
                + " (40 tokens); give that one, or choose another run folder"),
        arguments(
            "train short --window 8",
            "the corpus is too short for a window: its longest piece has 5 tokens,"
                + " 8 and the one after them are needed; use a shorter window or longer pieces"),
        arguments(
            "train single --window 8",
            "a split by piece needs 2 pieces of 9 or more tokens, the corpus has 1;"
                + " add pieces, use a shorter window or split by window"),
        arguments(
            "train corpus --split listed",
            "a split as listed needs a part for each piece, piece-0.mid has none;"
                + " prepare the corpus with --groups FILE.csv, whose column split lists all files,"
                + " or split by piece"),
        arguments(
            "train corpus --config none.json", "none.json: no such file or folder; check the path"),
        arguments(
            "generate --run missing --out x.mid",
            "checkpoints/missing: no such run; train one, or name the folder of one"),
        arguments(
            "generate --run unsaved --out x.mid",
            "checkpoints/unsaved: has no checkpoint yet; resume its training first"),
        arguments(
            "generate --run wide --out x.mid",
            "checkpoints/wide/run.json: is damaged: config.model: units must be at least 1, was -8;"
                + " put it back from a copy, or train another run"),
        arguments(
            "generate --run halved --out x.mid",
            "checkpoints/halved/best-1.data-00000-of-00001: is damaged"
                + " (adam/iterations: it is outside of the file);"
                + " put it back from a copy, or train another run"),
        arguments(
            "generate --run good --out x.mid --primer no.mid",
            "no.mid: no such file or folder; check the path"),
        arguments(
            "generate --run good --out x.mid --primer text",
            "text, byte 0: this is not a MIDI file (it has no MThd header);"
                + " re-export the file or move it out of the folder"),
        arguments(
            "generate --run good --out x.mid --primer low.mid",
            "the primer low.mid has no note that the run's vocabulary knows;"
                + " choose another primer"),
        arguments(
            "generate --run good --out empty",
            "--out empty: is a folder; name a file, such as empty/piece.mid"),
        arguments(
            "evaluate --run good --data nowhere",
            "nowhere: no such file or folder; name a folder that prepare wrote, embedded or MIDI"
                + " files"),
        arguments(
            "evaluate --run missing --data corpus",
            "checkpoints/missing: no such run; train one, or name the folder of one"),
        arguments(
            "export --run good --out corpus",
            "corpus: the folder is not empty; name another one or delete this one first"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void endsWithOneWhenTheWorkFails(String line, String message) throws Exception {
    Cli cli = server.run(Workshop.words(line));
    assertFails(cli, 1, message);
    assertThat(cli.out()).isEmpty();
    assertThat(folder.resolve("x.mid")).doesNotExist();
  }

  private static List<Arguments> damage() {
    return List.of(
        arguments(
            "train cut", "cut/corpus\\.tfrecord, record 0 at byte 0: the file ends inside .*"),
        arguments(
            "train broken-words",
            "broken-words/vocabulary\\.json: it is not JSON: Unexpected end-of-input[^\\[]*;"
                + " restore the file that prepare wrote"),
        arguments(
            "generate --run rotten --out x.mid",
            "checkpoints/rotten/best-1\\.data-.*: is damaged \\(.*Checksum does not match: .*\\);"
                + " .*"),
        arguments(
            "generate --run bare --out x.mid", "checkpoints/bare/best-1\\.index: is missing; .*"),
        arguments(
            "train --resume --run scrawled",
            "checkpoints/scrawled/progress\\.json: is damaged: Unexpected end-of-input.*"),
        arguments(
            "generate --run good --out text/x.mid",
            "text: is a file, not a folder; choose another place"));
  }

  @ParameterizedTest
  @MethodSource("damage")
  void saysWhatIsDamaged(String line, String pattern) throws Exception {
    Cli cli = server.run(Workshop.words(line));
    assertThat(cli.errors()).singleElement().asString().matches("error: " + pattern);
    assertThat(cli.exit()).isEqualTo(1);
  }

  @Test
  @EnabledIf("io.nocturne.cli.LauncherIT#hasFullDevice")
  void failsWhenItsTableCannotBePrinted() throws Exception {
    Cli cli = workshop.shell("\"$NOCTURNE\" evaluate --run good --data corpus >/dev/full");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).startsWith("error: standard output: ").hasLineCount(1);
  }

  @Test
  void showsTheStackTraceOnlyWhenVerbose() throws Exception {
    List<String> line = List.of("generate", "--run", "halved", "--out", "x.mid", "--verbose");
    assertThat(workshop.nocturne(line).run().err())
        .contains("\tat io.nocturne.", "Caused by: org.tensorflow.exceptions.");
  }
}
