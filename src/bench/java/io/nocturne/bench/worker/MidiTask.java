package io.nocturne.bench.worker;

import io.nocturne.midi.MidiException;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads files in memory to pieces, one per repetition, on one thread; the work is notes. */
final class MidiTask implements Task {
  private final List<byte[]> files = new ArrayList<>();
  private int next;

  MidiTask(TaskSettings settings) throws IOException {
    try (Stream<Path> found = Files.walk(settings.path("midi"))) {
      for (Path file : found.filter(MidiTask::isMidi).sorted().toList()) {
        files.add(Files.readAllBytes(file));
      }
    }
    if (files.isEmpty()) {
      throw new IOException(settings.path("midi") + ": no .mid file in it");
    }
  }

  @Override
  public double run(int repetitions) throws MidiException {
    long notes = 0;
    for (int i = 0; i < repetitions; i++) {
      byte[] file = files.get(next);
      next = (next + 1) % files.size();
      for (Piece piece : MidiReader.read(file, "bench.mid", ReadOptions.DEFAULT).pieces()) {
        notes += piece.noteCount();
      }
    }
    return notes;
  }

  private static boolean isMidi(Path file) {
    return file.toString().endsWith(".mid");
  }
}
