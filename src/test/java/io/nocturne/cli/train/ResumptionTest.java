package io.nocturne.cli.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.checkpoint.RunInfo.CorpusInfo;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.Streams;
import io.nocturne.cli.console.Console.Terminal;
import io.nocturne.cli.console.Console.Verbosity;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainingRuns;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumptionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--preset paper",
        "--preset music",
        "--preset demo --units 8,4 --layers 2 --dropout 0.25,0.5",
        "--optimizer sgd --momentum 0.9 --nesterov --clip-value 1e-3",
        "--schedule cosine --warmup-epochs 0.5 --epochs 7",
        "--schedule plateau --plateau-patience 3 --plateau-min-lr 1e-7 --monitor val_accuracy",
        "--schedule exponential --decay-epochs 2 --staircase --no-mask-padding",
        "--seed -9223372036854775808 --validation 0.0001 --openings pad --split window",
        "--update-freq epoch --histogram-freq 0 --inter-op-threads 3 --device cpu",
        "--augment 6 --augment-tempo 0.05 --label-smoothing 0.1 --embedding-dropout 0.3"
      })
  void acceptsTheCommandLineThatBeganTheRun(String words) throws IOException {
    TrainJob begun = begin(words);
    TrainJob resumed = resume(words);
    assertThat(resumed.spec()).isEqualTo(begun.spec());
    assertThat(resumed.logging()).isEqualTo(begun.logging());
  }

  @Test
  void acceptsTheFileThatBeganTheRun() throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), "{\"units\": 8, \"epochs\": 3}");
    TrainJob begun = begin("--config " + file);
    assertThat(resume("--config " + file).spec()).isEqualTo(begun.spec());
  }

  @Test
  void keepsTheSettingsOfTheRunThatAreNotGiven() throws IOException {
    TrainJob begun = begin("--schedule cosine --epochs 7 --inter-op-threads 3 --sample-freq 5");
    TrainJob resumed = resume("");
    assertThat(resumed.spec()).isEqualTo(begun.spec());
    assertThat(resumed.logging()).isEqualTo(begun.logging());
  }

  @Test
  void changesTheLengthByAnOptionOrAFile() throws IOException {
    begin("--epochs 7 --schedule cosine");
    assertThat(resume("--epochs 9").spec().fit().epochs()).isEqualTo(9);
    Path file = Files.writeString(folder.resolve("c.json"), "{\"epochs\": 8}");
    assertThat(resume("--config " + file).spec().fit().epochs()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --units 8 | --units 16 | --units: the run has 8, was 16; leave it out
          --units 8,4 | --units 8 | --units: the run has 8,4, was 8; leave it out
          --inter-op-threads 3 | --inter-op-threads 4 | --inter-op-threads: the run has 3, was 4; leave it out
          --schedule cosine --epochs 7 | --schedule constant | --schedule: the run has cosine, was constant; leave it out
          '' | --optimizer sgd --momentum 0.5 | --optimizer: the run has adam, was sgd; leave it out
          '' | --units 8 --mask-padding | --units: the run has 256, was 8; --mask-padding: the run has false, was true; leave them out
          --stride 4 | --preset paper | --stride: the run has 4, was 1 by --preset; leave it out
          """)
  void refusesOtherSettingsAndNamesBothValues(String begun, String now, String message)
      throws IOException {
    begin(begun);
    assertThatThrownBy(() -> resume(now))
        .isInstanceOf(UsageException.class)
        .hasMessage(message + ", or begin another --run");
  }

  private TrainJob begin(String words) throws IOException {
    Invocation invocation = invocation(words);
    TrainJob job = TrainCommand.job(invocation, run(), Path.of("embedded"), invocation.settings());
    RunFolder.create(
        run(),
        TrainingRuns.newRun(
            Optional.of(new CorpusInfo(job.source(), "", 8, 2495)), job.spec(), job.logging()),
        job.corpus().tokenizer());
    return job;
  }

  private TrainJob resume(String words) throws IOException {
    return Resumption.job(invocation(words), run());
  }

  private Path run() {
    return folder.resolve("run");
  }

  private static Invocation invocation(String words) throws IOException {
    Settings settings =
        Settings.parse(
            "train",
            new TrainCommand().syntax(),
            List.of(("embedded " + words).strip().split(" ", -1)));
    Streams streams =
        new Streams(
            new ByteArrayOutputStream(), new ByteArrayOutputStream(), UTF_8, Terminal.none());
    return new Invocation(settings, new Console(streams, Verbosity.QUIET, () -> 0));
  }
}
