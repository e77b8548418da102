package io.nocturne.midi;

import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Notes a second from bytes in memory to pieces, with each piece's notes merged, on one thread.
 *
 * <p>After {@code mvn test-compile}: {@code java -XX:+UseSerialGC -cp
 * target/classes:target/test-classes io.nocturne.midi.MidiReadBench}.
 */
final class MidiReadBench {

  private static final int WARM_UP = 100;
  private static final int ROUNDS = 101;

  private MidiReadBench() {}

  public static void main(String[] args) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (Path file : RealFiles.listed()) {
      files.add(Files.readAllBytes(file));
    }
    double[] rates = new double[ROUNDS];
    long notes = 0;
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long start = System.nanoTime();
      notes = readAll(files);
      double rate = notes / ((System.nanoTime() - start) / 1e9);
      if (round >= 0) {
        rates[round] = rate;
      }
    }
    Arrays.sort(rates);
    System.out.printf(
        Locale.ROOT,
        "%d files, %d notes: median %.2f M notes/s, range %.2f to %.2f, %d rounds%n",
        files.size(),
        notes,
        rates[ROUNDS / 2] / 1e6,
        rates[0] / 1e6,
        rates[ROUNDS - 1] / 1e6,
        ROUNDS);
  }

  private static long readAll(List<byte[]> files) throws MidiException {
    long notes = 0;
    for (byte[] file : files) {
      for (Piece piece : MidiReader.read(file, "bench.mid", ReadOptions.DEFAULT).pieces()) {
        notes += piece.notes().size();
      }
    }
    return notes;
  }
}
