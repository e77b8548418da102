package io.nocturne.cli.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command takes: operands, settings in groups, presets. Help, the parser and the
 * configuration file all read it.
 */
public final class Syntax {

  /** The configuration file, in commands that take one. */
  public static final Setting<Optional<Path>> CONFIG =
      Setting.optional(
          "config",
          ValueType.path("FILE.json"),
          "",
          "read settings from a JSON file, or from the run.json of an earlier run; options win");

  /** Prints help and does nothing else. */
  public static final Setting<Boolean> HELP = Setting.flag("help", "print this help").orShort('h');

  /** Says more. */
  public static final Setting<Boolean> VERBOSE =
      Setting.flag("verbose", "log details, TensorFlow's too; show stack traces").orShort('v');

  /** Says less. */
  public static final Setting<Boolean> QUIET =
      Setting.flag("quiet", "print results, warnings and errors alone, no progress").orShort('q');

  /** What every command takes; may stand before the command too, and is no key of a file. */
  public static final Group GENERAL = new Group("General options", List.of(HELP, QUIET, VERBOSE));

  /**
   * Settings under a heading of the help.
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

  /** Operands and no settings. */
  public static Syntax of(Operands operands) {
    return new Syntax(operands, List.of(), List.of(), Optional.empty());
  }

  /** This with further settings. */
  public Syntax with(String title, Setting<?>... settings) {
    List<Group> more = new ArrayList<>(groups);
    more.add(new Group(title, List.of(settings)));
    return new Syntax(operands, more, presets, preset);
  }

  /**
   * This with {@code --config} and {@code --preset}.
   *
   * @param choices the first is the default, whose values help shows
   */
  public Syntax configurable(String title, Preset... choices) {
    Setting<String> choice =
        Setting.of(
            "preset",
            ValueType.choice("NAME", List.of(choices).stream().map(Preset::name).toList()),
            choices[0].name(),
            "where unset values come from");
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

  /** The settings, under their headings, in the order of the help. */
  public List<Group> groups() {
    return groups;
  }

  /** What {@code --preset} offers; empty if the command is not configurable. */
  public List<Preset> presets() {
    return presets;
  }

  /** All settings, in the order of the help. */
  public List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.settings()));
    return all;
  }

  /**
   * Whether a file may turn switches on, so that {@code --no-NAME} must be able to turn them off.
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
}
