package io.nocturne.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.cli.ProcessRun.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Preparations on a real cluster end with the bytes of those on one machine. */
class SparkIT {
  private static final long SEED = 12;
  private static final int FILES = 6000;
  private static final int NOTES = 1000;

  @TempDir private static Path folder;
  private static SparkCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = SparkCluster.start(Files.createDirectory(folder.resolve("cluster")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Returns a folder of so much music that a job can be disturbed in the middle. */
  private static Path many() throws IOException {
    Path many = folder.resolve("many");
    if (Files.notExists(many)) {
      Files.createDirectory(many);
      Random random = new Random(SEED);
      for (int i = 0; i < FILES; i++) {
        Midi.file(many.resolve(i + ".mid"), random.ints(NOTES, 30, 90).toArray());
      }
    }
    return many;
  }

  private static void prepareHere(String... words) {
    Cli here = Cli.run(words);
    assertThat(here.exit()).as(here.err()).isZero();
  }

  private static void assertEqualFiles(Path actual, Path expected) throws IOException {
    try (Stream<Path> files = Files.list(expected)) {
      for (Path file : files.toList()) {
        assertThat(actual.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
    try (Stream<Path> files = Files.list(actual);
        Stream<Path> others = Files.list(expected)) {
      assertThat(files).hasSameSizeAs(others.toList());
    }
  }

  @Test
  void losesNothingWhenAWorkerIsKilled() throws Exception {
    Path many = many();
    String here = folder + "/many-here";
    prepareHere("prepare", many.toString(), "--out", here, "--shards", "3");
    Path out = folder.resolve("many-there");
    Running job =
        cluster.job("prepare", many.toString(), "--out", out.toString(), "--shards", "3").start();
    job.awaitFile(out.resolve(".prepare/block-000000000.tfrecord"));
    cluster.killWorker();
    Cli there = job.await();
    assertThat(there.exit()).as(there.err()).isZero();
    assertThat(there.err()).contains("Lost executor");
    assertEqualFiles(out, Path.of(here));
  }

  @Test
  void readsScoresArchivesAndDamagedFilesAsOneMachineDoes() throws Exception {
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    Midi.file(mixed.resolve("a.mid"), 60, 62, 64, 65);
    Midi.cut(mixed.resolve("b.mid"), 60, 64, 67);
    Files.writeString(mixed.resolve("c.mid"), "Dear Clara", UTF_8);
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(mixed.resolve("set.zip")))) {
      zip.putNextEntry(new ZipEntry("deep/d.mid"));
      zip.write(Files.readAllBytes(Midi.file(folder.resolve("d.mid"), 70, 71, 72)));
      zip.putNextEntry(new ZipEntry("../e.mid"));
      zip.write(1);
    }
    String here = folder + "/mixed-here";
    String there = folder + "/mixed-there";
    String[] options = {"prepare", mixed.toString(), "embedded", "--tokens", "chord", "--out"};
    prepareHere(with(options, here));
    Cli job = cluster.job(with(options, there)).run();
    assertThat(job.exit()).as(job.err()).isZero();
    assertEqualFiles(Path.of(there), Path.of(here));
  }

  @Test
  void saysInOneLineThatSparkDoesNotStart() throws Exception {
    String out = folder + "/none";
    Cli job = cluster.jobOf("local[none]", "prepare", "embedded", "--out", out).run();
    assertThat(job.exit()).as(job.err()).isEqualTo(1);
    assertThat(job.err().lines())
        .anyMatch(line -> line.matches("error: Spark does not start: .*; see the driver's log"));
  }

  private static String[] with(String[] words, String last) {
    return Stream.concat(Stream.of(words), Stream.of(last)).toArray(String[]::new);
  }

  @Test
  void isResumedByOneMachineAfterItWasStopped() throws Exception {
    Path many = many();
    String here = folder + "/stopped-here";
    prepareHere("prepare", many.toString(), "--out", here);
    Path out = folder.resolve("stopped-there");
    Running job = cluster.job("prepare", many.toString(), "--out", out.toString()).start();
    job.awaitFile(out.resolve(".prepare/block-000000000.tfrecord"));
    job.signal("TERM");
    Cli stopped = job.await();
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(143);
    assertThat(stopped.err().lines()).contains("stopped; the same command resumes");
    prepareHere("prepare", many.toString(), "--out", out.toString());
    assertEqualFiles(out, Path.of(here));
  }

  @Test
  void namesTheDamagedFileInOneLineWhereReadingIsStrict() throws Exception {
    Path file = Midi.cut(folder.resolve("cut.mid"), 60, 64, 67);
    String out = folder + "/strict";
    Cli local = Cli.run("prepare", file.toString(), "--strict", "--out", out);
    Cli job = cluster.job("prepare", file.toString(), "--strict", "--out", out).run();
    assertThat(job.exit()).isEqualTo(1);
    assertThat(job.err().lines()).contains(local.err().strip());
  }
}
