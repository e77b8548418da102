package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Damaged, missing and unsuitable files.
 *
 * @param folder has the folder {@code corpus} and the run {@code checkpoints/good}
 */
record FaultyFiles(Path folder) {
  private static final String DATA = ".data-00000-of-00001";

  void write() throws IOException {
    Files.writeString(folder.resolve("text"), "no music");
    Files.createDirectory(folder.resolve("empty"));
    Midi.file(folder.resolve("low.mid"), 0, 1, 2);
    makeCorpora();
    makeRuns();
    Files.writeString(folder.resolve("unknown.json"), "{\"unitz\": 8}");
    Files.writeString(folder.resolve("range.json"), "{\"units\": 0}");
    Files.writeString(folder.resolve("wide.json"), "{\"units\": 16}");
    Files.writeString(folder.resolve("cut.json"), "{\"units\": 8");
  }

  private void makeCorpora() throws IOException {
    for (String name : List.of("flipped", "cut", "wordless", "broken-words", "newer-words")) {
      copy("corpus", name);
    }
    flip("flipped/corpus.tfrecord", 100);
    cut("cut/corpus.tfrecord", 100);
    Files.delete(folder.resolve("wordless/vocabulary.json"));
    cut("broken-words/vocabulary.json", 100);
    Path newer = folder.resolve("newer-words/vocabulary.json");
    Files.writeString(newer, Files.readString(newer).replace("\"format\":1", "\"format\":99"));
    prepare("short", Midi.file(folder.resolve("short.mid"), 60, 62, 64, 65, 67));
    prepare("single", Midi.file(folder.resolve("single.mid"), scale(30)));
    prepare("other", Midi.file(folder.resolve("other.mid"), scale(40)));
  }

  private static int[] scale(int notes) {
    int[] pitches = new int[notes];
    for (int i = 0; i < notes; i++) {
      pitches[i] = 40 + i;
    }
    return pitches;
  }

  private void prepare(String corpus, Path midi) {
    Cli cli = Cli.run("prepare", midi.toString(), "--out", folder.resolve(corpus).toString());
    assertThat(cli.exit()).as(cli.err()).isZero();
  }

  private void makeRuns() throws IOException {
    for (String name : List.of("halved", "rotten", "bare", "unsaved", "wide", "scrawled")) {
      copy("checkpoints/good", "checkpoints/" + name);
    }
    cut("checkpoints/halved/best-1" + DATA, 500);
    flip("checkpoints/rotten/best-1" + DATA, 500);
    Files.delete(folder.resolve("checkpoints/bare/best-1.index"));
    Files.delete(folder.resolve("checkpoints/unsaved/progress.json"));
    Path wide = folder.resolve("checkpoints/wide/run.json");
    Files.writeString(wide, Files.readString(wide).replace("\"units\" : 8", "\"units\" : -8"));
    cut("checkpoints/scrawled/progress.json", 200);
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectory(folder.resolve(to));
    try (Stream<Path> files = Files.list(folder.resolve(from))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(file.getFileName()));
      }
    }
  }

  private void cut(String file, int length) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
      bytes.setLength(length);
    }
  }

  private void flip(String file, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    bytes[offset] ^= 0x55;
    Files.write(folder.resolve(file), bytes);
  }
}
