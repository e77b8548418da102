package io.nocturne.bench;

import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.PrepareReport;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokens;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The data of the contestants, made when first needed; the same in every run. */
final class Fixtures {
  private static final long SEED = 1;
  private static final int PIECE_NOTES = 10_000;
  private static final int MIDI_FILES = 121;
  private static final int MIDI_NOTES = 1_555; // A file, so that all have some 188,000.
  private static final int LOWEST_KEY = 21;
  private static final int KEYS = 88;
  private static final int STEP = 120;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Installation installation;
  private final Optional<Path> midi;

  /**
   * Creates fixtures in an installation's work folder.
   *
   * @param midi the user's own folder of MIDI files, instead of generated ones
   */
  Fixtures(Installation installation, Optional<Path> midi) {
    this.installation = installation;
    this.midi = midi.map(folder -> folder.toAbsolutePath().normalize());
  }

  /**
   * Returns a corpus of a number of notes, a random walk on the piano: {@code corpus.tfrecord} for
   * nocturne and the same tokens, one byte each, in {@code tokens.u8}.
   */
  Path corpus(int notes) throws ContestantException {
    Path folder = installation.work().resolve("corpus-" + notes);
    if (Files.exists(folder.resolve("corpus.tfrecord"))) {
      return folder;
    }
    List<TokenizedPiece> pieces = new ArrayList<>();
    try (OutputStream tokens =
        new BufferedOutputStream(
            Files.newOutputStream(Files.createDirectories(folder).resolve("tokens.u8")))) {
      Walk walk = new Walk(SEED);
      for (int done = 0; done < notes; done += PIECE_NOTES) {
        int[] ids = walk.next(Math.min(PIECE_NOTES, notes - done));
        for (int id : ids) {
          tokens.write(id);
        }
        pieces.add(new TokenizedPiece("walk " + pieces.size(), "0".repeat(64), Tokens.of(ids)));
      }
      Corpus corpus = new Corpus(PitchTokenizer.piano(), pieces);
      PrepareReport report = new PrepareReport(pieces.size(), notes, notes, List.of());
      CorpusFolder.write(folder, corpus, report, List.of());
    } catch (IOException e) {
      throw cannotMake(folder, e);
    }
    return folder;
  }

  /** Returns a folder of MIDI files: the user's, or 121 of two hands and 1,555 notes each. */
  Path midi() throws ContestantException {
    if (midi.isPresent()) {
      return midi.get();
    }
    Path folder = installation.work().resolve("midi");
    if (Files.exists(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(folder);
      Walk walk = new Walk(SEED);
      for (int i = 0; i < MIDI_FILES; i++) {
        MidiWriter.write(piece("walk " + i, walk), 1, folder.resolve("walk-%03d.mid".formatted(i)));
      }
    } catch (IOException e) {
      throw cannotMake(folder, e);
    }
    return folder;
  }

  /** Returns a run of the reference network with little training. */
  Path run() throws ContestantException, InterruptedException {
    Path run = installation.work().resolve("checkpoints").resolve("bench");
    if (!Files.exists(run)) {
      installation.run(
          "run",
          installation.nocturne(
              "train", "embedded", "--run", "bench", "--epochs", "1", "--stride", "64"),
          LIMIT);
    }
    return run;
  }

  private static Piece piece(String name, Walk walk) {
    return new Piece(
        name,
        new Division.Metrical(4 * STEP),
        List.of(
            Track.of("right", notes(walk, MIDI_NOTES - MIDI_NOTES / 2, 0)),
            Track.of("left", notes(walk, MIDI_NOTES / 2, 1))),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Note> notes(Walk walk, int count, int channel) {
    List<Note> notes = new ArrayList<>();
    for (int id : walk.next(count)) {
      notes.add(new Note((long) notes.size() * STEP, STEP, LOWEST_KEY + id, 64, channel));
    }
    return notes;
  }

  private static ContestantException cannotMake(Path folder, IOException e) {
    return new ContestantException(folder + ": cannot be made: " + e.getMessage(), e);
  }

  /** A melody that wanders over the keys by steps of at most an octave. */
  private static final class Walk {
    private final SplittableRandom random;
    private int key = KEYS / 2;

    Walk(long seed) {
      random = new SplittableRandom(seed);
    }

    int[] next(int count) {
      int[] ids = new int[count];
      for (int i = 0; i < count; i++) {
        key = Math.floorMod(key + random.nextInt(-12, 13), KEYS);
        ids[i] = key;
      }
      return ids;
    }
  }
}
