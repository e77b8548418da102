package io.nocturne.bench.worker;

import io.nocturne.corpus.MidiPieces;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Makes any number of small MIDI files of a few real ones, to measure {@code prepare}: excerpts of
 * 250 to 450 notes, transposed.
 *
 * <p>{@code ManyFiles MIDI_DIR OUT COUNT} writes {@code OUT/000000/000000000.mid} and so on, a
 * thousand to a folder; the same arguments give the same files.
 */
public final class ManyFiles {
  private static final long SEED = 1;
  private static final int FOLDER_FILES = 1000;
  private static final int MIN_NOTES = 250;
  private static final int MAX_NOTES = 450;
  private static final int TRANSPOSITIONS = 12;

  private ManyFiles() {}

  /** Writes the files. */
  public static void main(String[] args) throws IOException {
    List<Tune> tunes =
        MidiPieces.read(List.of(Path.of(args[0]))).pieces().stream()
            .filter(piece -> piece.noteCount() >= MAX_NOTES)
            .map(Tune::of)
            .toList();
    Path out = Path.of(args[1]);
    int count = Integer.parseInt(args[2]);
    Random random = new Random(SEED);
    for (int number = 0; number < count; number++) {
      Path folder = out.resolve("%06d".formatted(number / FOLDER_FILES));
      if (number % FOLDER_FILES == 0) {
        Files.createDirectories(folder);
      }
      Piece excerpt = tunes.get(random.nextInt(tunes.size())).excerpt(random);
      Files.write(folder.resolve("%09d.mid".formatted(number)), MidiWriter.write(excerpt, 0));
    }
  }

  /** The notes of a piece. */
  private record Tune(int ticksPerQuarter, List<Note> notes) {
    static Tune of(Piece piece) {
      return new Tune(((Division.Metrical) piece.division()).ticksPerQuarter(), piece.notes());
    }

    Piece excerpt(Random random) {
      int length = MIN_NOTES + random.nextInt(MAX_NOTES - MIN_NOTES + 1);
      int from = random.nextInt(notes.size() - length + 1);
      int semitones = random.nextInt(TRANSPOSITIONS) - TRANSPOSITIONS / 2;
      long start = notes.get(from).onsetTicks();
      return Piece.of(
          "",
          ticksPerQuarter,
          notes.subList(from, from + length).stream()
              .map(note -> moved(note, semitones, start))
              .toList());
    }

    private static Note moved(Note note, int semitones, long start) {
      return new Note(
          note.onsetTicks() - start,
          note.durationTicks(),
          note.pitch() + semitones,
          note.velocity(),
          0);
    }
  }
}
