package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.corpus.CorpusFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Preparations that are killed, stopped or run out of room, and are given again. */
@DisabledOnOs(OS.WINDOWS)
class PrepareKillIT {
  private static final long SEED = 11;
  private static final int FILES = 4000;
  private static final int NOTES = 120;
  private static final int KILLED = 128 + 9;

  @TempDir private static Path folder;
  private static Workshop workshop;

  @BeforeAll
  static void prepareWithoutInterruption() throws Exception {
    workshop = new Workshop(folder);
    Random random = new Random(SEED);
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < FILES; i++) {
      Midi.file(many.resolve(i + ".mid"), random.ints(NOTES, 30, 90).toArray());
    }
    Cli whole = prepare("whole").run();
    assertThat(whole.exit()).as(whole.err()).isZero();
  }

  private static ProcessRun prepare(String out) {
    return workshop.nocturne(List.of("prepare", "many", "--out", out, "--threads", "2"));
  }

  private static void assertAsIfNothingHadHappened(String out) throws Exception {
    try (Stream<Path> files = Files.list(workshop.path(out))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("corpus.tfrecord", "report.json", "vocabulary.json");
    }
    for (String name : List.of("corpus.tfrecord", "report.json", "vocabulary.json")) {
      assertThat(workshop.bytes(out + "/" + name)).isEqualTo(workshop.bytes("whole/" + name));
    }
  }

  @Test
  void endsWithTheSameBytesHoweverOftenItIsKilled() throws Exception {
    for (String block : List.of("block-000000000", "block-000000003")) {
      ProcessRun.Running preparation = prepare("killed").start();
      preparation.awaitFile(workshop.path("killed/.prepare/" + block + ".tfrecord"));
      preparation.process().destroyForcibly();
      Cli killed = preparation.await();
      assertThat(killed.exit()).as(killed.err()).isEqualTo(KILLED);
      assertThat(CorpusFolder.isCorpus(workshop.path("killed"))).isFalse();
    }
    Cli last = prepare("killed").run();
    assertThat(last.exit()).as(last.err()).isZero();
    assertAsIfNothingHadHappened("killed");
  }

  @Test
  void saysThatTheSameCommandResumesWhenAskedToStop() throws Exception {
    ProcessRun.Running preparation = prepare("stopped").start();
    preparation.awaitFile(workshop.path("stopped/.prepare/block-000000001.tfrecord"));
    preparation.signal("INT");
    Cli stopped = preparation.await();
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(130);
    assertThat(stopped.err()).endsWith("stopped; the same command resumes\n");
    assertThat(prepare("stopped").run().exit()).isZero();
    assertAsIfNothingHadHappened("stopped");
  }

  /** A limit on the size of a file stands in for a full disk; its unit is 512 or 1,024 bytes. */
  @Test
  void keepsTheOldCorpusWhenTheDiskIsFull() throws Exception {
    Midi.file(workshop.path("one.mid"), 60, 62);
    assertThat(workshop.run("prepare", "one.mid", "--out", "full").exit()).isZero();
    byte[] old = workshop.bytes("full/corpus.tfrecord");
    assertFails("ulimit -f 80", "full/.prepare/block-000000000.tfrecord");
    assertThat(workshop.bytes("full/corpus.tfrecord")).isEqualTo(old);
    assertFails("ulimit -f 450", "full/corpus.tfrecord");
    assertThat(workshop.bytes("full/corpus.tfrecord")).isEqualTo(old);
    assertThat(prepare("full").run().exit()).isZero();
    assertAsIfNothingHadHappened("full");
  }

  private static void assertFails(String limit, String file) throws Exception {
    Cli full =
        workshop.shell(limit + "; exec \"$NOCTURNE\" prepare many --out full --threads 2 --quiet");
    assertThat(full.err())
        .isEqualTo(
            "error: "
                + file
                + ": is larger than this disk or process may hold; choose another place\n");
    assertThat(full.exit()).isEqualTo(1);
  }
}
