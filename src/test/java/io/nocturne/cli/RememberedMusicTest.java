package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Key;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run reads other music as the music of its corpus was read: here with the sustain pedal and in C
 * major or A minor.
 */
class RememberedMusicTest extends RememberedMusicCase {
  /** Of the four pieces, at 80 to 110 quarters a minute. */
  private static final double MEDIAN_TEMPO = 95;

  private static final int TRITONE = 6;
  private static final int BAR = 4 * 480;

  private static List<Integer> pitches(Track track) {
    return track.notes().stream().map(Note::pitch).toList();
  }

  private static Track last(Piece piece) {
    return piece.tracks().get(piece.tracks().size() - 1);
  }

  @Test
  void filesAreAsLikelyAsTheCorpusThatIsMadeOfThem() throws IOException {
    assertThat(bits("run", "midi")).isEqualTo(bits("run", "corpus"));
    assertThat(bits("played", "midi"))
        .isEqualTo(bits("played", "performances"))
        .isNotEqualTo(bits("played", "midi", "--transpose", "none"));
  }

  @Test
  void optionsOfTheLaterCommandWin() throws IOException {
    assertThat(bits("run", "midi", "--no-pedal", "--transpose", "none"))
        .isEqualTo(bits("run", "plain"))
        .isNotEqualTo(bits("run", "corpus"));
  }

  @Test
  void aRunOfAnEarlierVersionReadsFilesAsTheyAre() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, old.resolve(file.getFileName()));
      }
    }
    ObjectNode info = (ObjectNode) JSON.readTree(old.resolve("run.json").toFile());
    ((ObjectNode) info.path("corpus")).remove("provenance");
    JSON.writeValue(old.resolve("run.json").toFile(), info);
    assertThat(bits("old", "midi")).isEqualTo(bits("run", "plain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "played"})
  void aTuneIsContinuedInItsOwnKey(String run) throws IOException {
    // The same keys of the network; without a range it would be limited to the piano's.
    Track inC = last(generatedBy(run, "--continue", path(TUNE_IN_C), "--range", "C2-C6"));
    Track inFsharp =
        last(generatedBy(run, "--continue", path(TUNE_IN_FSHARP), "--range", "F#2-F#6"));
    assertThat(pitches(inFsharp))
        .isNotEmpty()
        .isEqualTo(pitches(inC).stream().map(pitch -> pitch + TRITONE).toList());
  }

  /** Its run does not read a pause of four bars, after which the tune is as long as it was. */
  @Test
  void aPerformanceFollowsItsTuneWhateverThePauseInIt() throws IOException {
    Piece tune = MidiReader.read(folder.resolve(TUNE_IN_C)).pieces().get(0);
    List<Note> paused =
        tune.notes().stream()
            .map(note -> note.movedBy(note.onsetTicks() < 8 * BAR ? 0 : 4 * BAR))
            .toList();
    Path file = folder.resolve("paused.mid");
    MidiWriter.write(tune.withNotes(paused), 1, file);
    Track atOnce = last(generatedBy("played", "--continue", path(TUNE_IN_C)));
    Piece later = generatedBy("played", "--continue", file.toString());
    assertThat(later.tracks().get(0).notes()).containsExactlyInAnyOrderElementsOf(paused);
    assertThat(last(later).notes())
        .isNotEmpty()
        .isEqualTo(atOnce.notes().stream().map(note -> note.movedBy(4 * BAR)).toList());
  }

  /** In the first two seconds; the pedal of the whole piece moves for 32. */
  @Test
  void ofAnOpeningThePedalIsReadUpToItsEnd() throws IOException {
    String out = path("opening.mid");
    String[] opening = {"--primer", path("midi/piece-1.mid"), "--primer-notes", "3"};
    String[] written = {"--include-primer", "--length", "1", "--seed", "3", "--out", out};
    run(words(opening, words(written, "generate", "--run", path("played"))));
    Piece piece = MidiReader.read(Path.of(out)).pieces().get(0);
    assertThat(piece.controls())
        .isNotEmpty()
        .allSatisfy(move -> assertThat(Timeline.of(piece).seconds(move.tick())).isLessThan(2));
  }

  @Test
  void aPrimerThatIsWrittenStaysInItsKey() throws IOException {
    Piece tune = MidiReader.read(folder.resolve(TUNE_IN_FSHARP)).pieces().get(0);
    Piece piece = generated("--primer", path(TUNE_IN_FSHARP), "--include-primer");
    assertThat(piece.notes().subList(0, 20))
        .extracting(Note::pitch)
        .isEqualTo(tune.notes().subList(0, 20).stream().map(Note::pitch).toList());
  }

  @Test
  void limitsAreThoseOfTheNotesThatAreWritten() throws IOException {
    String[] limits = {"--scale", "F# major", "--range", "C4-C6"};
    Piece piece = generated(words(limits, "--primer", path(TUNE_IN_FSHARP)));
    assertThat(piece.notes())
        .isNotEmpty()
        .allSatisfy(
            note -> {
              assertThat(Key.parse("F# major").scale()).contains(note.pitch() % 12);
              assertThat(note.pitch()).isBetween(60, 84);
            });
  }

  @Test
  void scaleAutoIsThePrimersOwn() throws IOException {
    String out = path("scale.mid");
    Cli cli =
        run(
            "generate",
            "--run",
            path("run"),
            "--out",
            out,
            "--scale",
            "auto",
            "--primer",
            path(TUNE_IN_FSHARP));
    assertThat(cli.err()).contains("scale F# major, the primer's");
  }

  @Test
  void aCorpusThatWasPreparedOtherwiseIsMeasuredWithAWarning() {
    String[] measured = {"evaluate", "--no-baselines", "--run", path("run"), "--data"};
    assertThat(run(words(new String[] {path("corpus")}, measured)).err()).doesNotContain("alike");
    assertThat(run(words(new String[] {path("plain")}, measured)).err())
        .contains(
            "was prepared otherwise than the run's corpus (as it is; the run's: pedal sustain,"
                + " transpose c); prepare it alike");
  }

  @Test
  void aContinuedFileKeepsItsPedal() throws IOException {
    Path file = folder.resolve("midi/piece-1.mid");
    Piece original = MidiReader.read(file).pieces().get(0);
    List<ControlChange> pedal = original.tracks().get(0).controls();
    assertThat(generated("--continue", file.toString()).tracks().get(0).controls())
        .hasSize(32)
        .isEqualTo(pedal);
  }

  @Test
  void musicIsPlayedAtTheMedianTempoOfTheCorpus() throws IOException {
    assertThat(60e6 / generated().tempos().get(0).microsecondsPerQuarter())
        .isCloseTo(MEDIAN_TEMPO, within(1e-3));
  }

  @Test
  void aTempoThatIsAskedForWins() throws IOException {
    assertThat(generated("--tempo", "150").tempos()).containsExactly(new Tempo(0, 400_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "played"})
  void inAStudyPeoplesNotesLastAsLongAsTheirPedal(String run) throws IOException {
    String out = "study-beside-" + run;
    String[] study = {"--excerpts", "1", "--seconds", "4", "--seed", "2", "--out", path(out)};
    run(words(study, "survey", "make", "--models", path(run), "--human", path("midi")));
    assertThat(longestSeconds(folder.resolve(out + "/key"), "people")).isGreaterThan(1.3);
  }

  @Test
  void inAStudyPeoplesNotesLastAsLongAsTheirKeysIfThatIsAskedFor() throws IOException {
    String[] ignored = {"--no-pedal", "--out", path("study-without")};
    String[] same = {"--excerpts", "1", "--seconds", "4", "--seed", "2"};
    run(
        words(
            words(same, ignored),
            "survey",
            "make",
            "--models",
            path("run"),
            "--human",
            path("midi")));
    assertThat(longestSeconds(folder.resolve("study-without/key"), "people")).isLessThan(0.2);
  }

  private static double longestSeconds(Path key, String source) throws IOException {
    for (JsonNode excerpt : JSON.readTree(key.resolve("key.json").toFile()).path("excerpts")) {
      if (excerpt.path("source").path("name").asText().equals(source)) {
        Piece piece =
            MidiReader.read(key.resolve(excerpt.path("excerpt").asText() + ".mid")).pieces().get(0);
        Timeline time = Timeline.of(piece);
        return piece.notes().stream()
            .mapToDouble(note -> time.seconds(note.endTicks()) - time.seconds(note.onsetTicks()))
            .max()
            .orElseThrow();
      }
    }
    throw new AssertionError("no excerpt of " + source);
  }

  @ParameterizedTest
  @CsvSource({
    "generate --run run --out x.mid --pedal, --pedal: applies to a primer and there is none",
    "generate --run played --out x.mid --primer C4 --pedal, --pedal: lengthens notes by the pedal"
        + " which these tokens write",
    "evaluate --run run --data corpus --tracks 1, --tracks: applies to files of music of --data and"
        + " --against",
    "evaluate --music midi --transpose c, --transpose: applies to files of music of --data and"
        + " --against",
    "survey make --models run --out y --no-pedal, --no-pedal: applies to the files of --human",
  })
  void optionsWithoutEffectAreRefused(String line, String problem) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = Files.exists(folder.resolve(words[i])) ? path(words[i]) : words[i];
    }
    Cli cli = Cli.run(words);
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err().replace(",", "")).contains(problem + "; leave it out");
  }
}
