package io.nocturne.cli.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The syntax of a command: operands, settings in groups, presets. Help, the parser and the
 * configuration file are based on it.
 */
public final class Syntax {

  /** The option for a configuration file, in commands that take one. */
  public static final Setting<Optional<Path>> CONFIG =
      Setting.optional(
          "config",
          ValueType.path("FILE.json"),
          "",
          "read settings from a JSON file, or from the run.json of an earlier run; options take"
              + " precedence");

  /** The switch that prints help and does nothing else. */
  public static final Setting<Boolean> HELP = Setting.flag("help", "print this help").orShort('h');

  /** The switch that prints more. */
  public static final Setting<Boolean> VERBOSE =
      Setting.flag("verbose", "print details, including TensorFlow's log, and stack traces")
          .orShort('v');

  /** The switch that prints less. */
  public static final Setting<Boolean> QUIET =
      Setting.flag("quiet", "print only results, warnings and errors, no progress").orShort('q');

  /** The options of every command; they may precede the command, and are not keys of a file. */
  public static final Group GENERAL = new Group("General options", List.of(HELP, QUIET, VERBOSE));

  /**
   * A group of settings under a heading of the help.
   *
   * @param title the heading
   * @param settings in the order of the help
   */
  public record Group(String title, List<Setting<?>> settings) {
    public Group {
      settings = List.copyOf(settings);
    }
  }

  private final Operands operands;
  private final List<Group> groups;
  private final List<Preset> presets;
  private final Optional<Setting<String>> preset;

  private Syntax(
      Operands operands,
      List<Group> groups,
      List<Preset> presets,
      Optional<Setting<String>> preset) {
    this.operands = operands;
    this.groups = List.copyOf(groups);
    this.presets = List.copyOf(presets);
    this.preset = preset;
    long names = settings().stream().map(Setting::name).distinct().count();
    if (names != settings().size()) {
      throw new IllegalArgumentException("two settings have the same name: " + names(this));
    }
  }

  /** Returns a syntax of operands without settings. */
  public static Syntax of(Operands operands) {
    return new Syntax(operands, List.of(), List.of(), Optional.empty());
  }

  /** Returns this syntax with further settings. */
  public Syntax with(String title, Setting<?>... settings) {
    List<Group> more = new ArrayList<>(groups);
    more.add(new Group(title, List.of(settings)));
    return new Syntax(operands, more, presets, preset);
  }

  /**
   * Returns this syntax with {@code --config} and {@code --preset}.
   *
   * @param choices the first is the default, whose values help shows
   */
  public Syntax configurable(String title, Preset... choices) {
    Setting<String> choice =
        Setting.of(
            "preset",
            ValueType.choice("NAME", List.of(choices).stream().map(Preset::name).toList()),
            choices[0].name(),
            "values of settings that are not given");
    Syntax with = with(title, CONFIG, choice);
    for (Preset offered : choices) {
      if (!names(with).containsAll(offered.values().keySet())) {
        throw new IllegalArgumentException(
            "preset " + offered.name() + " sets unknown settings: " + offered.values());
      }
    }
    return new Syntax(operands, with.groups, List.of(choices), Optional.of(choice));
  }

  public Operands operands() {
    return operands;
  }

  /** Returns the settings, under their headings, in the order of the help. */
  public List<Group> groups() {
    return groups;
  }

  /** Returns the choices of {@code --preset}; empty if the command is not configurable. */
  public List<Preset> presets() {
    return presets;
  }

  /** Returns all settings, in the order of the help. */
  public List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.settings()));
    return all;
  }

  /**
   * Returns whether a file may turn switches on, so that {@code --no-NAME} must be able to turn
   * them off.
   */
  public boolean isConfigurable() {
    return preset.isPresent();
  }

  Optional<Setting<String>> presetSetting() {
    return preset;
  }

  Optional<Setting<?>> named(String name) {
    return settings().stream().filter(setting -> setting.name().equals(name)).findFirst();
  }

  static List<String> names(Syntax syntax) {
    return syntax.settings().stream().map(Setting::name).toList();
  }

  static String seeHelp(String command) {
    return "; see nocturne " + command + " --help";
  }

  /**
   * A named set of default values.
   *
   * @param name its name for {@code --preset}
   * @param description its purpose, in a phrase
   * @param values the values as text by setting name, for the settings whose default it changes
   */
  public record Preset(String name, String description, Map<String, String> values) {

    public Preset {
      values = Map.copyOf(values);
    }
  }

  /**
   * The words of a command that are not options, such as file names.
   *
   * @param placeholder the placeholder in help, such as FILE
   * @param min the minimum number, at least 0
   * @param max the maximum number
   * @param description a description, in a phrase
   */
  public record Operands(String placeholder, int min, int max, String description) {

    public Operands {
      if (min < 0 || max < min) {
        throw new IllegalArgumentException(
            "operands must have a minimum of at least 0 and a maximum of at least the minimum, were"
                + " "
                + min
                + " to "
                + max);
      }
    }

    /** Returns the operands of a command that takes options alone. */
    public static Operands none() {
      return new Operands("", 0, 0, "");
    }

    /** Returns exactly one operand. */
    public static Operands one(String placeholder, String description) {
      return new Operands(placeholder, 1, 1, description);
    }

    /** Returns one or more operands. */
    public static Operands some(String placeholder, String description) {
      return new Operands(placeholder, 1, Integer.MAX_VALUE, description);
    }

    /**
     * Returns the form for the usage line: {@code FILE}, {@code [FILE]}, {@code FILE...} or empty.
     */
    public String usage() {
      String word = max > 1 ? placeholder + "..." : placeholder;
      return min == 0 && max > 0 ? "[" + word + "]" : word;
    }

    void check(String command, List<String> given) {
      if (given.size() < min) {
        throw new UsageException(
            command + ": " + placeholder + " is missing: " + description + Syntax.seeHelp(command));
      }
      if (given.size() > max) {
        throw new UsageException(
            command + ": unexpected argument " + given.get(max) + Syntax.seeHelp(command));
      }
    }
  }
}
