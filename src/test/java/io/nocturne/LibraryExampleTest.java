package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.GenerateJob.Output;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.EmbeddedCorpus;
import io.nocturne.corpus.Preparation.PrepareListener;
import io.nocturne.corpus.PrepareSpec;
import io.nocturne.export.ExportFormat;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Sampler;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiWriter;
import io.nocturne.model.BatchLoss;
import io.nocturne.model.ModelSpec;
import io.nocturne.model.Targets;
import io.nocturne.music.Piece;
import io.nocturne.token.EvenTiming;
import io.nocturne.train.FitSpec;
import io.nocturne.train.TrainJob;
import io.nocturne.train.TrainSpec;
import io.nocturne.train.callback.Callback;
import io.nocturne.train.callback.Callback.EpochVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README: it works, and it is the one printed there. */
class LibraryExampleTest {
  private static final String BEGINNING = "// Beginning of the README's example.";
  private static final String END = "// End of the README's example.";

  @TempDir Path folder;

  // Beginning of the README's example.
  /** Learns from a folder of MIDI files and writes a melody; all of it lands in {@code work}. */
  static void compose(Path midiFiles, Path work) throws IOException {
    Path corpusFolder = work.resolve("corpus");
    PrepareSpec files = PrepareSpec.of(List.of(midiFiles));
    Nocturne.prepare(files, corpusFolder, PrepareListener.NONE);
    Corpus corpus = CorpusFolder.read(corpusFolder);

    TrainSpec spec =
        TrainSpec.paper()
            .with(new ModelSpec(16, 32, 1, 20, 0.2, Targets.LAST)) // Small: a few seconds an epoch.
            .with(FitSpec.PAPER.withEpochs(1));
    Callback goodEnough =
        new Callback() {
          @Override
          public EpochVerdict epochFinished(EpochLog log) {
            System.out.printf("epoch %d: val_loss %.3f%n", log.epoch(), log.validation().loss());
            return log.validation().accuracy() > 0.5
                ? EpochVerdict.stop("it is right")
                : EpochVerdict.proceed();
          }
        };
    Path run = work.resolve("checkpoints/first");
    Path events = work.resolve("tensorboard/first");
    Nocturne.train(
        new TrainJob(run, events, corpusFolder.toString(), corpus, spec).with(goodEnough));

    BatchLoss loss = Nocturne.evaluate(run, corpus);
    System.out.printf("loss %.3f, accuracy %.3f%n", loss.loss(), loss.accuracy());
    Nocturne.export(run, ExportFormat.SAVED_MODEL, work.resolve("savedmodel"));

    GenerateSpec melody = new GenerateSpec(64, 1, 42, Sampler.ofTemperature(0.9));
    RunFolder trained = RunFolder.open(run);
    GenerateJob job =
        new GenerateJob(trained, Optional.empty(), melody, EvenTiming.DEFAULT, Output.CONTINUATION);
    Piece piece = Nocturne.generate(job, (done, all) -> {}).get(0);
    MidiWriter.write(piece, 1, work.resolve("melody.mid"));
  }

  // End of the README's example.

  @Test
  void turnsAFolderOfMidiFilesIntoAModelAndAMelody() throws IOException {
    Path midi = Files.createDirectory(folder.resolve("midi"));
    int number = 0;
    for (Piece piece : EmbeddedCorpus.pieces().subList(4, 7)) {
      MidiWriter.write(piece, 1, midi.resolve(number++ + ".mid"));
    }

    compose(midi, folder);

    assertThat(MidiReader.read(folder.resolve("melody.mid")).pieces().get(0).noteCount())
        .isEqualTo(64);
    assertThat(folder.resolve("checkpoints/first/log.csv")).exists();
    assertThat(folder.resolve("tensorboard/first/train")).isNotEmptyDirectory();
    assertThat(folder.resolve("savedmodel/saved_model.pb")).isNotEmptyFile();
  }

  @Test
  void isPrintedInTheReadme() throws IOException {
    Path readme = Path.of("README.md");
    Path source = Path.of("src/test/java/io/nocturne/LibraryExampleTest.java");

    assertThat(between(Files.readAllLines(readme), "```java", "```"))
        .isEqualTo(between(Files.readAllLines(source), BEGINNING, END));
  }

  /** The lines between the first line that is {@code from} and the next that is {@code to}. */
  private static List<String> between(List<String> lines, String from, String to) {
    List<String> trimmed = lines.stream().map(String::trim).toList();
    assertThat(trimmed).contains(from);
    List<String> rest = trimmed.subList(trimmed.indexOf(from) + 1, trimmed.size());
    assertThat(rest).contains(to);
    return rest.subList(0, rest.indexOf(to)).stream().filter(line -> !line.isEmpty()).toList();
  }
}
