package io.nocturne.cli;

import io.nocturne.cli.settings.Operands;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.midi.MidiReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prints what is in a file. */
final class InspectCommand implements Command {

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "print what is inside a MIDI file";
  }

  @Override
  public String description() {
    return "Prints format, length, tempo, signatures, pitches and tracks, and whatever is damaged.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.one("FILE.mid", "a MIDI file"))
        .with("Options", Reading.STRICT, Reading.PEDAL);
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("what a file holds", "inspect ballade.mid"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path file = invocation.paths().get(0);
    if (Files.isDirectory(file)) {
      throw new UsageException(file + ": is a folder; name a MIDI file");
    }
    MidiDescription description =
        new MidiDescription(file, MidiReader.read(file, Reading.options(invocation)));
    invocation.console().print(description.lines());
    return Exit.DONE;
  }
}
