package io.nocturne.export.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.Browser;
import io.nocturne.Nocturne;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.compose.NoteChoice;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.export.ExportFormat;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampling;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.model.Float32Tolerance;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import io.nocturne.random.Mixer;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page computes in a browser is what Java computes. */
class WebPageNumbersIT {
  private static final double TRUST = 0.8;
  private static final int NEW_TOKENS = 60;

  @TempDir private static Path place;
  private static Browser browser;
  private static final Map<PageNetwork, RunFolder> RUNS = new HashMap<>();

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open(place);
    for (PageNetwork network : PageNetwork.values()) {
      RunFolder run =
          PageRuns.make(place.resolve(network + "-run"), network.spec(), network.tokenizer());
      Nocturne.export(run.path(), ExportFormat.WEB, place.resolve(network.name()));
      RUNS.put(network, run);
    }
  }

  @AfterAll
  static void quit() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Object compute(PageNetwork network, String script, Object... arguments) {
    String page = place.resolve(network.name()).resolve(WebPage.INDEX).toUri().toString();
    if (!page.equals(browser.driver().getCurrentUrl())) {
      browser.driver().get(page);
    }
    return browser.driver().executeScript(script, arguments);
  }

  private static double[] numbers(Object list) {
    return ((List<?>) list).stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdefL})
  void samplesWithTheRandomNumbersOfGenerate(long seed) {
    Object found =
        compute(
            PageNetwork.SHIFTS,
            "const random = new nocturne.Random(BigInt(arguments[0]));"
                + " return Array.from({ length: 8 }, () => random.next());",
            String.valueOf(seed));
    RandomGenerator expected = Mixer.stream(seed, 0);
    assertThat(numbers(found)).isEqualTo(expected.doubles(8).toArray());
  }

  @Test
  void multipliesWithVectorsAsWithout() {
    Object found =
        compute(
            PageNetwork.SHIFTS,
            """
            const [rows, columns] = [37, 75];
            const random = new nocturne.Random(5n);
            const values = Float32Array.from({ length: rows * columns }, () => random.next() - 0.5);
            const inputs = Float32Array.from({ length: rows }, () => random.next() - 0.5);
            const products = [true, false].map((usesVectors) => {
              const size = nocturne.Kernel.size(rows, columns) + nocturne.Kernel.size(2, columns);
              const kernel = new nocturne.Kernel(size, usesVectors);
              const matrix = kernel.matrix(values, rows, columns);
              const [x, y] = [kernel.array(rows), kernel.array(columns)];
              x.set(inputs);
              y.fill(0.25);
              kernel.addProduct(x, matrix, y);
              return { isVectorized: kernel.isVectorized, y: [...y] };
            });
            const exact = Array.from({ length: columns }, (_, column) =>
              inputs.reduce((sum, x, row) => sum + x * values[row * columns + column], 0.25));
            return [products[0].isVectorized, products[1].isVectorized, products[0].y, products[1].y, exact];
            """);
    List<?> parts = (List<?>) found;
    double[] exact = numbers(parts.get(4));
    double bound = new Float32Tolerance(37).bound(1);
    assertThat(parts.subList(0, 2)).isEqualTo(List.of(true, false));
    assertThat(numbers(parts.get(2))).containsExactly(exact, within(bound));
    assertThat(numbers(parts.get(3))).containsExactly(exact, within(bound));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void predictsTheNextTokenAsJavaDoes(PageNetwork network) throws Exception {
    int[] ids = pieceThatReturns(network.tokenizer(), 60);
    List<Integer> lengths = List.of(1, 12, 60, ids.length - 55, ids.length - 30, ids.length);
    Object found =
        compute(
            network,
            """
            const [ids, lengths, memory] = arguments;
            return lengths.map((length) => [...new nocturne.Composer(
              nocturne.page.shared, ids.slice(0, length), { memory, seed: 0n }).probabilities()]);
            """,
            list(ids),
            lengths,
            TRUST);
    double bound =
        Float32Tolerance.ofLogits(network.spec().withWindow(ids.length + network.spec().window()))
            .bound(4);
    int row = 0;
    for (int length : lengths) {
      double[] expected =
          network.probabilities(RUNS.get(network), Arrays.copyOf(ids, length), TRUST);
      assertThat(numbers(((List<?>) found).get(row++)))
          .as("after %d tokens", length)
          .containsExactly(expected, within(bound));
    }
  }

  /**
   * Returns music that comes back, after more notes than the memory finds too near, to its start.
   */
  private static int[] pieceThatReturns(Tokenizer tokenizer, int length) {
    int[] once =
        EmbeddedCorpus.pieces().stream()
            .flatMapToInt(piece -> Arrays.stream(tokenizer.promptIds(piece)))
            .limit(450)
            .toArray();
    return IntStream.concat(Arrays.stream(once), Arrays.stream(once).limit(length)).toArray();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void readsFilesAsTheTokensThatJavaReads(PageNetwork network) throws Exception {
    List<Piece> pieces = new ArrayList<>(EmbeddedCorpus.pieces());
    for (int seed = 0; seed < 20; seed++) {
      pieces.add(restless(seed));
    }
    for (Piece piece : pieces) {
      byte[] file = MidiWriter.write(piece, 1);
      Object found =
          compute(
              network,
              """
              const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
              return nocturne.page.shared.tokens.prompt(nocturne.readMidi(bytes.buffer));
              """,
              Base64.getEncoder().encodeToString(file));
      assertThat(numbers(found))
          .as(piece.name())
          .containsExactly(
              Arrays.stream(network.tokenizer().promptIds(midi(file))).asDoubleStream().toArray());
    }
  }

  /** Notes off the grid and off the piano, drums, and signatures that cut bars short. */
  private static Piece restless(int seed) {
    RandomGenerator random = Mixer.stream(seed, 0);
    List<Track> tracks = new ArrayList<>();
    for (int track = 0; track < 2; track++) {
      List<Note> notes = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int channel = random.nextInt(10) == 0 ? Note.PERCUSSION_CHANNEL : track;
        int pitch = random.nextInt(8) == 0 ? random.nextInt(Note.PITCHES) : 60 + random.nextInt(9);
        notes.add(
            new Note(
                random.nextInt(3000),
                random.nextInt(300),
                pitch,
                1 + random.nextInt(127),
                channel));
      }
      notes.sort(Note.BY_ONSET_THEN_PITCH);
      List<ControlChange> pedals = new ArrayList<>();
      for (int tick = random.nextInt(200); tick < 3000; tick += 1 + random.nextInt(300)) {
        int value = random.nextInt(128);
        int channel = random.nextInt(4) == 0 ? 12 : track; // 12 has no notes.
        pedals.add(new ControlChange(tick, channel, ControlChange.SUSTAIN_PEDAL, value));
      }
      tracks.add(Track.of("", notes).withControls(pedals));
    }
    List<Tempo> tempos = new ArrayList<>();
    for (int tick = random.nextInt(2) * 70; tick < 2500; tick += 1 + random.nextInt(900)) {
      tempos.add(new Tempo(tick, 200_000 + random.nextInt(900_000)));
    }
    List<TimeSignature> signatures = new ArrayList<>();
    for (int tick = random.nextInt(2) * 50; tick < 2500; tick += 1 + random.nextInt(900)) {
      signatures.add(new TimeSignature(tick, 1 + random.nextInt(9), 2 << random.nextInt(5)));
    }
    return new Piece(
        "restless piece " + seed, new Division.Metrical(96), tracks, tempos, signatures, List.of());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void writesTheNotesThatGenerateWrites(PageNetwork network) throws Exception {
    Piece primer = EmbeddedCorpus.pieces().get(3);
    Object written =
        compute(
            network,
            """
            const [file, length] = arguments;
            const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
            const { shared } = nocturne.page;
            const settings = { temperature: 0.8, topK: 30, topP: 0.9, memory: 0.8, seed: 11n };
            const primer = shared.tokens.prompt(nocturne.readMidi(bytes.buffer));
            const composer = new nocturne.Composer(shared, primer, settings);
            for (let i = 0; i < length && composer.next() !== null; i++);
            return btoa(String.fromCharCode(
              ...nocturne.writeMidi(shared.tokens.decode(composer.ids), 120, "page")));
            """,
            Base64.getEncoder().encodeToString(MidiWriter.write(primer, 1)),
            NEW_TOKENS);
    GenerateJob job =
        new GenerateJob(
                RUNS.get(network),
                Optional.of(primer),
                new GenerateSpec(NEW_TOKENS, 1, 11, new Sampling(0.8, OptionalInt.of(30), 0.9, 0)),
                EvenTiming.DEFAULT,
                Output.PRIMER_AND_CONTINUATION)
            .with(NoteChoice.FREE.withMemory(TRUST));
    Piece expected = Nocturne.generate(job, (done, all) -> {}).get(0);
    Piece found = read((String) written);
    assertThat(found.notes())
        .hasSizeGreaterThan(
            network
                .tokenizer()
                .decode("", network.tokenizer().promptIds(primer), EvenTiming.DEFAULT)
                .noteCount())
        .isEqualTo(expected.notes());
    assertThat(found.timeSignatures()).isEqualTo(expected.timeSignatures());
    assertThat(found.controls()).isEqualTo(expected.controls());
  }

  private static Piece midi(byte[] file) throws Exception {
    return MidiReader.read(file, "page", ReadOptions.DEFAULT).pieces().get(0);
  }

  private static Piece read(String base64) throws Exception {
    return midi(Base64.getDecoder().decode(base64));
  }

  private static Stream<PageNetwork> networks() {
    return Stream.of(PageNetwork.values());
  }
}
