package io.nocturne.cli.survey;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.command.Interruption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.survey.StudyFolder;
import io.nocturne.survey.SurveyServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves the pages of a study to its participants. */
final class SurveyServeCommand implements Command {
  static final Operands STUDY = Operands.one("DIR", "folder that survey make wrote");
  private static final Setting<Integer> PORT =
      Setting.of(
          "port", ValueType.wholeNumber(0, 65_535), 8080, "port to listen on; 0 is any free one");
  private static final Setting<String> HOST =
      Setting.of(
          "host",
          ValueType.text("ADDRESS"),
          "127.0.0.1",
          "address of this machine to listen on; 0.0.0.0 admits other machines");
  private static final Setting<Optional<String>> URL =
      Setting.optional(
          "url",
          ValueType.text("URL"),
          "the server's address",
          "beginning of the printed links, if participants need another address");

  @Override
  public String name() {
    return "survey serve";
  }

  @Override
  public String summary() {
    return "serve a listening study to its participants";
  }

  @Override
  public String description() {
    return "Prints a link for each participant and serves the pages until Ctrl-C. Each answer is in"
        + " DIR/answers.sqlite before the page says that it is saved. Participants may leave and"
        + " continue later, and the server may be stopped and started. Beyond this machine use"
        + " HTTPS: put a server that speaks it in front.";
  }

  @Override
  public Syntax syntax() {
    return Syntax.of(STUDY).with("Options", PORT, HOST, URL);
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("on this machine alone", "survey serve study"),
        new Example(
            "behind a server that speaks HTTPS",
            "survey serve study --port 9000 --url https://study.example.org"));
  }

  @Override
  public Exit run(Invocation invocation) throws Exception {
    StudyFolder folder = new StudyFolder(invocation.paths().get(0));
    Console console = invocation.console();
    try (Interruption interruption = new Interruption();
        SurveyServer server =
            SurveyServer.start(folder, invocation.value(HOST), invocation.value(PORT))) {
      String base = invocation.value(URL).orElse(server.address().toString());
      for (Map.Entry<Integer, String> token : folder.tokens().entrySet()) {
        console.print(
            "participant %d: %s/p/%s/"
                .formatted(token.getKey(), base.replaceFirst("/+$", ""), token.getValue()));
      }
      console.print(
          "serving %s at %s; stop it with Ctrl-C".formatted(folder.path(), server.address()));
      interruption.await();
    }
    return Exit.INTERRUPTED;
  }
}
