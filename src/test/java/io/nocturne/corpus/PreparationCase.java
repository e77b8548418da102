package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.Preparation.PreparedCorpus;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Prepares MIDI files of one folder, which it writes. */
abstract class PreparationCase {
  @TempDir Path folder;

  static PreparedCorpus prepare(Path... inputs) throws IOException {
    return Preparation.prepare(PrepareSpec.of(List.of(inputs)), PrepareListener.NONE);
  }

  static List<Status> statuses(List<FileReport> files) {
    return files.stream().map(FileReport::status).toList();
  }

  Path write(String name, int... pitches) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    MidiWriter.write(piece(pitches), 1, file);
    return file;
  }

  static Piece piece(int... pitches) {
    List<Note> notes = new ArrayList<>();
    for (int pitch : pitches) {
      notes.add(new Note(notes.size() * 120L, 120, pitch, 80, 0));
    }
    return Piece.of("piece", 480, notes);
  }
}
