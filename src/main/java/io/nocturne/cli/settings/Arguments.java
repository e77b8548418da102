package io.nocturne.cli.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * A command's words, parsed into options, which may precede and follow operands, and operands.
 * After {@code --} all words are operands. An option given twice is an error, because one of the
 * two values would be lost silently.
 *
 * @param texts the values as typed, by option name; a switch is {@code true}, or {@code false} for
 *     {@code --no-NAME}
 * @param operands in the order given
 */
record Arguments(Map<String, String> texts, List<String> operands) {

  private static final String NO = "no-";

  /**
   * Parses the words after the command's name.
   *
   * @throws UsageException if an option is unknown, lacks its value or is given twice
   */
  static Arguments parse(String command, Syntax syntax, List<String> words) {
    Options options = options(syntax);
    refuseSingleDash(command, options, words);
    DefaultParser parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .get();
    try {
      CommandLine line = parser.parse(options, words.toArray(String[]::new));
      return new Arguments(texts(line, syntax), line.getArgList());
    } catch (MissingArgumentException e) {
      Option option = e.getOption();
      throw new UsageException(
          "--" + option.getLongOpt() + ": needs a value: " + option.getDescription(), e);
    } catch (UnrecognizedOptionException e) {
      throw unknown(command, options, e.getOption(), e);
    } catch (ParseException e) {
      throw new UsageException(command + ": " + e.getMessage() + Syntax.seeHelp(command), e);
    }
  }

  /** Returns the options of the parser: every setting, and the opposites of switches. */
  static Options options(Syntax syntax) {
    Options options = new Options();
    for (Setting<?> setting : syntax.settings()) {
      options.addOption(setting.toOption());
      if (setting.isFlag() && syntax.isConfigurable()) {
        options.addOption(
            Option.builder().longOpt(NO + setting.name()).desc(setting.description()).get());
      }
    }
    Syntax.GENERAL.settings().forEach(setting -> options.addOption(setting.toOption()));
    return options;
  }

  private static Map<String, String> texts(CommandLine line, Syntax syntax) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Option option : line.getOptions()) {
      String name = option.getLongOpt();
      boolean negated = name.startsWith(NO) && !option.hasArg() && !isSetting(name, syntax);
      String setting = negated ? name.substring(NO.length()) : name;
      String text = option.hasArg() ? option.getValue() : String.valueOf(!negated);
      String before = texts.put(setting, text);
      if (before != null && !isGeneral(setting)) {
        String values = option.hasArg() ? " (" + before + " and " + text + ")" : "";
        throw new UsageException("--" + setting + ": given twice" + values + "; give it once");
      }
    }
    return texts;
  }

  /** Returns whether a setting has this name; a switch itself may begin with "no-". */
  private static boolean isSetting(String name, Syntax syntax) {
    return syntax.settings().stream().anyMatch(setting -> setting.name().equals(name));
  }

  private static boolean isGeneral(String name) {
    return Syntax.GENERAL.settings().stream().anyMatch(setting -> setting.name().equals(name));
  }

  /** Refuses -units, which the parser would take as --units. */
  private static void refuseSingleDash(String command, Options options, List<String> words) {
    for (String word : words) {
      if (word.equals("--")) {
        return;
      }
      String name = word.replaceFirst("^-", "").replaceFirst("=.*", "");
      if (word.startsWith("-")
          && !word.startsWith("--")
          && word.length() > 2
          && options.hasLongOption(name)) {
        throw unknown(command, options, word, null);
      }
    }
  }

  private static UsageException unknown(
      String command, Options options, String typed, Throwable cause) {
    String name = typed.replaceFirst("=.*", "");
    String bare = name.replaceFirst("^--?", "");
    if (name.startsWith("--") && options.hasLongOption(bare)) {
      return new UsageException(name + ": takes no value; write " + name + " alone", cause);
    }
    List<String> known = options.getOptions().stream().map(Option::getLongOpt).toList();
    String hint = Suggestion.hint(bare, "--", known);
    return new UsageException(
        command + ": unknown option " + name + (hint.isEmpty() ? Syntax.seeHelp(command) : hint),
        cause);
  }
}
