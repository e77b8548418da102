package io.nocturne.cli.survey;

import io.nocturne.cli.command.Command;
import java.util.List;

/** The commands of listening studies. */
public final class SurveyCommands {
  private SurveyCommands() {}

  /** Returns the commands, in the order of the help. */
  public static List<Command> all() {
    return List.of(new SurveyMakeCommand(), new SurveyServeCommand(), new SurveyAnalyzeCommand());
  }
}
