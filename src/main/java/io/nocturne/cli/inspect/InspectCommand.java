package io.nocturne.cli.inspect;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.export.SavedModelSummary;
import io.nocturne.input.MusicFile;
import io.nocturne.input.MusicReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Prints the contents of a file or folder. */
public final class InspectCommand implements Command {

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "print the contents of music, a corpus, run or SavedModel";
  }

  @Override
  public String description() {
    return "MIDI or MusicXML file: format, length, tempo, signatures, pitches, tracks and damage."
        + " Corpus: its tokens, and the beginnings of its first pieces. Run: its layers and"
        + " progress. SavedModel: its signatures and variables. Does not load TensorFlow.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(
            Operands.one(
                "WHAT",
                "a MIDI or MusicXML file, a corpus, a run by name or folder, or a SavedModel's"
                    + " folder"))
        .with(
            "Options",
            PreprocessingOptions.STRICT,
            PreprocessingOptions.PEDAL,
            RunPaths.CHECKPOINTS);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("a MIDI file", "inspect ballade.mid"),
        new Example("a corpus's tokens", "inspect corpus"),
        new Example("a run's layers and progress", "inspect paper"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    invocation.console().print(lines(invocation, invocation.paths().get(0)));
    return Exit.DONE;
  }

  private static List<String> lines(Invocation invocation, Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      ReadOptions options = PreprocessingOptions.reading(invocation);
      MusicFile read = MusicReader.read(path, options);
      return new MusicDescription(
              path, invocation.value(PreprocessingOptions.PEDAL) ? read.sustained() : read)
          .lines();
    }
    if (SavedModelSummary.isSavedModel(path)) {
      return new SavedModelDescription(path, SavedModelSummary.read(path)).lines();
    }
    if (CorpusFolder.isCorpus(path)) {
      try (Corpus corpus = CorpusFolder.read(path)) {
        return new CorpusDescription(path, corpus).lines();
      }
    }
    Path run = Files.isDirectory(path) ? path : RunPaths.run(invocation, path.toString());
    if (!Files.exists(run)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!RunFolder.isRun(run)) {
      throw new UsageException(
          run
              + ": is neither a corpus (no corpus.tfrecord) nor a training run (no run.json) nor a"
              + " SavedModel (no saved_model.pb); name one, or a file of music");
    }
    return new RunDescription(RunFolder.open(run)).lines();
  }
}
