package io.nocturne.cli;

import io.nocturne.cli.command.Command;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.Syntax.Operands;
import io.nocturne.cli.settings.Syntax.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats help as lines of at most {@value #COLUMNS} columns. */
final class Help {

  private static final int COLUMNS = 80;

  /**
   * The maximum width of an option beside its description; longer ones have a line to themselves.
   */
  private static final int MAX_TERM_COLUMNS = 24;

  private static final String INDENT = "  ";

  /** A no-break space. */
  private static final char NO_BREAK_SPACE = '\u00a0';

  private final List<String> lines = new ArrayList<>();

  private Help() {}

  /** Returns the program's help: what it is and which commands it has. */
  static List<String> ofProgram(List<Command> commands) {
    Help help = new Help();
    help.lines.add("Learns piano music from MIDI files and generates more of it.");
    help.heading("Usage");
    help.lines.add(INDENT + "nocturne COMMAND [OPTIONS]");
    help.heading("Commands");
    int width = commands.stream().mapToInt(command -> command.name().length()).max().orElse(0);
    for (Command command : commands) {
      help.lines.add(
          INDENT + TextWidth.padRight(command.name(), width) + INDENT + command.summary());
    }
    help.heading("Options");
    help.lines.add(INDENT + "-h, --help     print this help");
    help.lines.add(INDENT + "-V, --version  print the version");
    help.lines.add("");
    help.lines.add("'nocturne COMMAND --help' shows a command's options and examples.");
    return help.lines;
  }

  /** Returns a command's help. */
  static List<String> of(Command command) {
    Syntax syntax = command.syntax();
    Help help = new Help();
    help.lines.add(sentence(command.summary()));
    help.heading("Usage");
    help.usage(command);
    if (!command.description().isEmpty()) {
      help.lines.add("");
      help.lines.addAll(TextWidth.wrap(command.description().strip(), COLUMNS));
    }
    help.operands(syntax.operands());
    for (Syntax.Group group : syntax.groups()) {
      help.group(group, syntax);
    }
    help.presets(syntax.presets());
    help.group(Syntax.GENERAL, syntax);
    help.examples(command.examples());
    return help.lines;
  }

  private void heading(String title) {
    lines.add("");
    lines.add(title + ":");
  }

  private void usage(Command command) {
    List<String> parts = new ArrayList<>();
    parts.add("nocturne " + command.name());
    String operands = command.syntax().operands().usage();
    if (!operands.isEmpty()) {
      parts.add(operands);
    }
    for (Setting<?> setting : command.syntax().settings()) {
      if (setting.isRequired()) {
        parts.add(setting.option() + " " + setting.type().placeholder());
      }
    }
    parts.add("[OPTIONS]");
    lines.add(INDENT + String.join(" ", parts));
  }

  private void operands(Operands operands) {
    if (operands.max() > 0) {
      heading("Arguments");
      entry(operands.usage(), operands.description());
    }
  }

  private void group(Syntax.Group group, Syntax syntax) {
    heading(group.title());
    for (Setting<?> setting : group.settings()) {
      entry(term(setting, syntax), description(setting));
    }
  }

  private static String term(Setting<?> setting, Syntax syntax) {
    boolean general = Syntax.GENERAL.settings().contains(setting);
    String letter = setting.letter().map(c -> "-" + c + ", ").orElse("");
    String no = setting.isFlag() && !general && syntax.isConfigurable() ? "[no-]" : "";
    String value = setting.isFlag() ? "" : " " + setting.type().placeholder();
    return letter + "--" + no + setting.name() + value;
  }

  private static String description(Setting<?> setting) {
    String placeholder = setting.type().placeholder();
    // The names of a long choice are not shown as the placeholder, so they follow the description.
    boolean choice = setting.type().allowed().contains(" or ") && !setting.isFlag();
    String allowed = choice && !placeholder.contains("|") ? ": " + setting.type().allowed() : "";
    return setting.description() + allowed + fallback(setting);
  }

  private static String fallback(Setting<?> setting) {
    String text = setting.defaultText();
    if (setting.isRequired()) {
      return " [required]";
    }
    if (text.isEmpty()) {
      return "";
    }
    return " [default:" + (text.contains(" ") ? " " : NO_BREAK_SPACE) + text + "]";
  }

  private void presets(List<Preset> presets) {
    for (Preset preset : presets) {
      heading("Preset " + preset.name());
      paragraph(preset.description());
      paragraph(
          new TreeMap<>(preset.values())
              .entrySet().stream()
                  .map(value -> "--" + value.getKey() + NO_BREAK_SPACE + value.getValue())
                  .collect(Collectors.joining(" ")));
    }
  }

  private void paragraph(String text) {
    for (String line : TextWidth.wrap(text, COLUMNS - INDENT.length())) {
      lines.add(INDENT + line.replace(NO_BREAK_SPACE, ' '));
    }
  }

  private void examples(List<Command.Example> examples) {
    heading("Examples");
    for (Command.Example example : examples) {
      lines.add(INDENT + "# " + example.purpose());
      // Long calls continue as in a shell: a backslash, then an indented line with the next option.
      String call = ("nocturne " + example.line()).replace(' ', NO_BREAK_SPACE);
      String indent = "";
      for (String line : TextWidth.wrap(call.replace(NO_BREAK_SPACE + "--", " --"), COLUMNS - 6)) {
        if (!indent.isEmpty()) {
          lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " \\");
        }
        lines.add(INDENT + indent + line.replace(NO_BREAK_SPACE, ' '));
        indent = INDENT;
      }
    }
  }

  private void entry(String term, String description) {
    int indent = INDENT.length() + MAX_TERM_COLUMNS + INDENT.length();
    List<String> described = TextWidth.wrap(description, COLUMNS - indent);
    boolean fits = term.length() <= MAX_TERM_COLUMNS;
    if (!fits) {
      lines.add(INDENT + term);
    }
    for (int i = 0; i < described.size(); i++) {
      String first = i == 0 && fits ? term : "";
      String line = described.get(i).replace(NO_BREAK_SPACE, ' ');
      lines.add(INDENT + TextWidth.padRight(first, MAX_TERM_COLUMNS) + INDENT + line);
    }
  }

  private static String sentence(String phrase) {
    return Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1) + ".";
  }
}
