package io.nocturne.cli.export;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Interruption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.export.web.WebPage;
import io.nocturne.io.http.PageServer;
import io.nocturne.io.http.PageServer.Site;
import java.nio.file.Path;
import java.util.List;

/** Serves a page to compose on with a run. */
final class PlayCommand implements Command {
  private static final Setting<Integer> PORT =
      Setting.of(
          "port", ValueType.wholeNumber(0, 65_535), 0, "port to listen on; 0 is any free one");

  @Override
  public String name() {
    return "play";
  }

  @Override
  public String summary() {
    return "compose with a run in a browser";
  }

  @Override
  public String description() {
    return "Prints the address of a page to compose on, and serves it to this machine until Ctrl-C."
        + " The page continues what is played on its piano or a MIDI file, plays the music and"
        + " saves it as MIDI. It computes in the browser. export --format web writes the same"
        + " page into a folder, for any web server or none.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(Operands.none()).with("Options", RunPaths.RUN, PORT, RunPaths.CHECKPOINTS);
  }

  @Override
  public List<Example> examples() {
    return List.of(new Example("on this machine alone", "play --run small"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    Path run = RunPaths.run(invocation, invocation.value(RunPaths.RUN));
    Site site = WebPage.of(RunFolder.open(run)).site();
    try (Interruption interruption = new Interruption();
        PageServer server = PageServer.start(site, PageServer.LOOPBACK, invocation.value(PORT))) {
      invocation
          .console()
          .print(
              "%s: composes at %s/ in a browser; stop it with Ctrl-C"
                  .formatted(run, server.address()));
      interruption.await();
    }
    return Exit.INTERRUPTED;
  }
}
