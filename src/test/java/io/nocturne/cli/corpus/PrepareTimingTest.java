package io.nocturne.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.Cli;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.FileReport;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Silence;
import io.nocturne.token.EvenTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The findings of {@code prepare} about recorded performances: long silences, split chords. */
class PrepareTimingTest extends PrepareCase {
  /** A note at the start, one after 98.5 seconds of silence and one after a rest. */
  private void writeASession() throws Exception {
    List<Note> notes =
        List.of(
            new Note(0, 480, 60, 64, 0),
            new Note(95_040, 480, 62, 64, 0),
            new Note(97_440, 480, 64, 64, 0));
    MidiWriter.write(Piece.of("p", 480, notes), 0, midi.resolve("a.mid"));
  }

  @Test
  void reportsLongSilencesOfTokensWithRests() throws Exception {
    writeASession();
    assertThat(prepare("--tokens", "event").out())
        .contains(
            "1 silence longer than 10 s in 1 file; the longest lasts 1 min 39 s and starts at 0.5 s"
                + " in "
                + midi.resolve("a.mid")
                + "; --max-silence 10 shortens them\n");
    assertThat(prepare().out()).doesNotContain("silence");
  }

  @Test
  void listsLongSilencesInTheReport() throws Exception {
    writeASession();
    prepare("--tokens", "event");
    List<FileReport> files = new ArrayList<>();
    CorpusFolder.readFiles(out, files::add);
    assertThat(files.get(0).changes().timing().silences())
        .containsExactly(new Silence(480, 95_040, 0.5, 98.5));
  }

  /** The second note is 49.5 bars of two seconds after the first: 48 of them are taken out. */
  @Test
  void shortensSilencesIfAsked() throws Exception {
    writeASession();
    assertThat(prepare("--tokens", "event", "--max-silence", "4").out())
        .contains("1 silence shortened, by 1 min 36 s in total\n")
        .doesNotContain("longer than 10 s");
    Corpus corpus = CorpusFolder.read(out);
    Piece piece =
        corpus
            .tokenizer()
            .decode("p", corpus.pieces().get(0).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(piece.notes())
        .extracting(Note::onsetTicks)
        .containsExactly(0L, 95_040L - 48 * 1920, 97_440L - 48 * 1920);
  }

  /** A note at the start, and one after two days of silence, such as a damaged delta time makes. */
  private void writeANoteThatComesTooLate() throws Exception {
    List<Note> notes = List.of(new Note(0, 480, 60, 64, 0), new Note(200_000_000, 480, 62, 64, 0));
    MidiWriter.write(Piece.of("p", 480, notes), 0, midi.resolve("a.mid"));
  }

  @ParameterizedTest
  @CsvSource({"event, '262,144 quarters'", "performance, '131,072 seconds'"})
  void notesThatComeTooLateAreKeptOnceSilencesAreShortened(String tokens, String limit)
      throws Exception {
    writeANoteThatComesTooLate();
    assertThat(prepare("--tokens", tokens).out())
        .contains(
            "1 note "
                + limit
                + " or more into a piece left out; --max-silence 10 shortens silences\n")
        .doesNotContain("--fold-octaves");
    assertThat(CorpusFolder.readReport(out).files().loss().late()).isEqualTo(1);
    prepare("--tokens", tokens, "--max-silence", "10");
    assertThat(CorpusFolder.readReport(out).files().loss().late()).isZero();
  }

  @Test
  void aFileWhoseNotesAllComeTooLateIsSkippedWithThatReason() throws Exception {
    List<Note> notes = List.of(new Note(200_000_000, 480, 60, 64, 0));
    MidiWriter.write(Piece.of("p", 480, notes), 0, midi.resolve("a.mid"));
    Cli cli = prepare("--tokens", "event");
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).contains("a.mid: its notes begin too late for the tokens; ");
  }

  @Test
  void chordsThatComeTooLateForAGridAreKeptWithoutIt() throws Exception {
    writeANoteThatComesTooLate();
    assertThat(prepare("--tokens", "chord", "--grid", "4").out())
        .contains("1 note 262,144 quarters or more into a piece left out; without --grid ");
    prepare("--tokens", "chord");
    assertThat(CorpusFolder.read(out).tokenCount()).isEqualTo(4);
  }

  @Test
  void refusesToShortenSilencesOfTokensWithoutRests() throws Exception {
    writeASession();
    assertThat(prepare("--max-silence", "4"))
        .isEqualTo(
            new Cli(
                2,
                "",
                "error: --max-silence: needs --tokens event or performance, since other tokens have"
                    + " no rests; leave it out, or use these tokens\n"));
    assertThat(prepare("--tokens", "event", "--max-silence", "0").err())
        .startsWith("error: --max-silence 0: must be a number from 1 to 3600");
  }

  /** Chords of four notes, 10 ms from one to the next. */
  @Test
  void warnsOfChordsThatAreSplit() throws Exception {
    List<Note> notes =
        IntStream.range(0, 32)
            .mapToObj(i -> new Note(i / 4 * 480 + i % 4 * 10, 400, 48 + 4 * (i % 4), 64, 0))
            .toList();
    MidiWriter.write(Piece.of("p", 480, notes), 0, midi.resolve("a.mid"));
    String warning =
        "warning: "
            + midi.resolve("a.mid")
            + " looks like a performance: chords are split where notes begin one after the other;"
            + " --tolerance 30ms groups those that are struck together\n";
    assertThat(prepare("--tokens", "chord").err()).isEqualTo(warning);
    assertThat(prepare("--tokens", "melody").err()).isEqualTo(warning);
    for (String grouping : List.of("--grid=4,3", "--tolerance=40ms")) {
      assertThat(prepare("--tokens", "chord", grouping).err()).isEmpty();
      assertThat(CorpusFolder.read(out).tokenCount()).as(grouping).isEqualTo(2 + 8);
    }
  }

  @Test
  void refusesAToleranceBesideAGrid() throws Exception {
    writeASession();
    assertThat(prepare("--tokens", "chord", "--grid", "4", "--tolerance", "30ms").err())
        .isEqualTo(
            "error: --tolerance: --grid groups notes by their position already; leave one of them"
                + " out\n");
    assertThat(prepare("--tokens", "chord", "--tolerance", "2s").err())
        .isEqualTo("error: --tolerance 2s: must be 1ms to 1000ms, such as 30ms\n");
  }

  /** Notes between the beats, and the pedal. */
  private void writeAPerformance() throws Exception {
    List<Note> notes =
        IntStream.range(0, 32)
            .mapToObj(i -> new Note(i * 487L + 3, 400, 48 + i, 40 + i, 0))
            .toList();
    List<ControlChange> pedal =
        List.of(new ControlChange(10, 0, 64, 127), new ControlChange(15_000, 0, 64, 0));
    Piece played = Piece.of("p", 480, notes);
    MidiWriter.write(
        played.withTracks(List.of(played.tracks().get(0).withControls(pedal))),
        0,
        midi.resolve("a.mid"));
  }

  @Test
  void saysWhichTokensSuitPerformances() throws Exception {
    writeAPerformance();
    String note = midi.resolve("a.mid") + " looks like a performance: ";
    String tokens =
        note
            + "--tokens performance keeps the time of their notes, and with --pedal-tokens their"
            + " sustain pedal\n";
    assertThat(prepare("--tokens", "event").err()).isEqualTo(tokens);
    assertThat(prepare().err()).isEqualTo(tokens);
    assertThat(prepare("--tokens", "performance").err())
        .isEqualTo(
            note
                + "the sustain pedal is left out; --pedal-tokens writes it, --pedal lengthens the"
                + " notes\n");
    assertThat(prepare("--tokens", "performance", "--pedal-tokens").err()).isEmpty();
    assertThat(prepare("--tokens", "performance", "--pedal").err()).isEmpty();
  }

  @Test
  void preparesPerformancesAsTheirOptionsSay() throws Exception {
    writeAPerformance();
    Cli durations = prepare("--tokens", "performance", "--notes", "durations", "--step", "20ms");
    assertThat(durations.out())
        .contains("onsets rounded by ")
        .contains(", at most 9.6 ms; lengths by ");
    assertThat(CorpusFolder.read(out).tokenizer().options())
        .containsEntry("notes", "durations")
        .containsEntry("step", "20ms")
        .containsEntry("velocities", "32")
        .containsEntry("pedal", "none");
    assertThat(prepare("--tokens", "performance", "--step", "7ms").err())
        .isEqualTo(
            "error: --step 7ms: must be 1ms to 100ms, and divide a second evenly, such as 10ms\n");
    assertThat(prepare("--tokens", "performance", "--pedal-tokens", "--pedal").err())
        .isEqualTo(
            "error: --pedal: lengthens notes by the pedal, which these tokens write; leave it"
                + " out\n");
  }
}
