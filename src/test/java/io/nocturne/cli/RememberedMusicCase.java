package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were trained on music with the sustain pedal and in C major or A minor. */
abstract class RememberedMusicCase {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String TUNE_IN_C = "tune-c-major.mid";
  static final String TUNE_IN_FSHARP = "tune-fsharp-major.mid";
  @TempDir static Path folder;

  @BeforeAll
  static void trainARun() throws IOException {
    for (String tune : List.of(TUNE_IN_C, TUNE_IN_FSHARP)) {
      Files.write(folder.resolve(tune), resource(tune));
    }
    Path midi = Files.createDirectory(folder.resolve("midi"));
    for (int i = 0; i < 4; i++) {
      String name = "piece-" + i + ".mid";
      Piece piece =
          MidiReader.read(resource("pedalled/" + name), name, ReadOptions.DEFAULT).pieces().get(0);
      Tempo tempo = new Tempo(0, (int) Math.round(60e6 / (80 + 10 * i)));
      MidiWriter.write(withTempo(piece, tempo), 1, midi.resolve(name));
    }
    run("prepare", path("midi"), "--out", path("plain"), "--tokens", "event");
    String[] made = {"--tokens", "event", "--pedal", "--transpose", "c"};
    run(words(made, "prepare", path("midi"), "--out", path("corpus")));
    String[] network = {"--embedding", "8", "--units", "8", "--layers", "1", "--window", "8"};
    String[] training = {"--epochs", "1", "--openings", "pad", "--seed", "5", "--split", "window"};
    run(words(network, words(training, "train", path("corpus"), "--run", path("run"))));
    String[] played = {"--tokens", "performance", "--pedal-tokens", "--transpose", "c"};
    run(
        words(
            played, "prepare", path("midi"), "--out", path("performances"), "--max-silence", "1"));
    run(words(network, words(training, "train", path("performances"), "--run", path("played"))));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = RememberedMusicCase.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static Piece withTempo(Piece piece, Tempo tempo) {
    return new Piece(
        piece.name(),
        piece.division(),
        piece.tracks(),
        List.of(tempo),
        piece.timeSignatures(),
        piece.keySignatures());
  }

  static String path(String name) {
    return folder.resolve(name).toString();
  }

  static String[] words(String[] more, String... words) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  static Cli run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    if (words[0].equals("train")) {
      all.addAll(List.of("--tensorboard", path("tensorboard")));
    }
    Cli cli = Cli.run(all.toArray(String[]::new));
    assertThat(cli.exit()).as(cli.err()).isZero();
    return cli;
  }

  /** Returns the network's bits per note of music. */
  static double bits(String run, String music, String... more) throws IOException {
    Path json = folder.resolve("figures.json");
    String[] all = {"--part", "all", "--no-baselines", "--json", json.toString()};
    run(words(all, words(more, "evaluate", "--run", path(run), "--data", path(music))));
    double bits = JSON.readTree(json.toFile()).path("network").path("bits_per_note").asDouble();
    assertThat(bits).isPositive();
    return bits;
  }

  static Piece generated(String... more) throws IOException {
    return generatedBy("run", more);
  }

  static Piece generatedBy(String run, String... more) throws IOException {
    String out = path("generated.mid");
    String[] fixed = {"--length", "80", "--seed", "3", "--out", out};
    run(words(fixed, words(more, "generate", "--run", path(run))));
    return MidiReader.read(Path.of(out)).pieces().get(0);
  }
}
