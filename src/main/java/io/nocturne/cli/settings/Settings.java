package io.nocturne.cli.settings;

import io.nocturne.cli.settings.Syntax.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a command's settings. Each comes from the first of these that has it: the command
 * line, the file of {@code --config}, the preset, the setting's default. All values are checked,
 * including those that are overridden.
 */
public final class Settings {

  /** The origin of a value. */
  public enum Origin {
    OPTION,
    FILE,
    PRESET,
    DEFAULT
  }

  private record SettingValue(Object value, Origin origin) {}

  private final Syntax syntax;
  private final List<String> operands;
  private final Map<Setting<?>, SettingValue> entries = new HashMap<>();

  private Settings(Syntax syntax, List<String> operands) {
    this.syntax = syntax;
    this.operands = List.copyOf(operands);
  }

  /**
   * Parses a command's words and the files they name.
   *
   * @param command the command's name, for messages
   * @param words the words after it
   * @throws UsageException if an option, key, value or operand is wrong or missing
   * @throws IOException if the configuration file cannot be read
   */
  public static Settings parse(String command, Syntax syntax, List<String> words)
      throws IOException {
    Arguments arguments = Arguments.parse(command, syntax, words);
    Settings settings = new Settings(syntax, arguments.operands());
    for (Setting<?> setting : syntax.settings()) {
      setting.defaultValue().ifPresent(value -> settings.set(setting, value, Origin.DEFAULT));
    }
    Map<String, String> file = readFile(syntax, arguments);
    if (syntax
        .presetSetting()
        .map(Setting::name)
        .filter(name -> isNamed(name, arguments, file))
        .isPresent()) {
      settings.choosePreset();
    }
    for (Map.Entry<String, String> value : presetValues(syntax, arguments, file).entrySet()) {
      settings.put(value, "preset: " + value.getKey(), Origin.PRESET);
    }
    for (Map.Entry<String, String> value : file.entrySet()) {
      String source = arguments.texts().get(Syntax.CONFIG.name()) + ": " + value.getKey();
      settings.put(value, source, Origin.FILE);
    }
    for (Map.Entry<String, String> value : arguments.texts().entrySet()) {
      settings.put(value, "--" + value.getKey(), Origin.OPTION);
    }
    settings.requireAll(command);
    syntax.operands().check(command, settings.operands);
    return settings;
  }

  /**
   * Returns these settings, with the values of a JSON file for those that were not given.
   *
   * @param file a file in the format of {@code --config}; keys without a setting are ignored
   * @throws UsageException if a value in it is wrong
   * @throws IOException if it cannot be read
   */
  public Settings orElse(Path file) throws IOException {
    Settings merged = new Settings(syntax, operands);
    merged.entries.putAll(entries);
    for (Map.Entry<String, String> value : ConfigFile.read(file).entrySet()) {
      boolean open =
          syntax.named(value.getKey()).filter(s -> origin(s) == Origin.DEFAULT).isPresent();
      if (open) {
        merged.put(value, file + ": " + value.getKey(), Origin.FILE);
      }
    }
    return merged;
  }

  /** Returns the value of a setting of the command's syntax. */
  public <T> T value(Setting<T> setting) {
    // Only set() and put() fill the map, with values of the setting's own type.
    @SuppressWarnings("unchecked")
    T value = (T) entry(setting).value();
    return value;
  }

  /** Returns the origin of a setting's value. */
  public Origin origin(Setting<?> setting) {
    return entry(setting).origin();
  }

  /** Returns the settings given by the command line, the configuration file or another preset. */
  public List<Setting<?>> given() {
    List<Setting<?>> given = new ArrayList<>();
    for (Setting<?> setting : syntax.settings()) {
      if (entries.containsKey(setting) && origin(setting) != Origin.DEFAULT) {
        given.add(setting);
      }
    }
    return given;
  }

  /** Returns the words that are not options, in the order given. */
  public List<String> operands() {
    return operands;
  }

  /**
   * Builds a record from the settings of its components' names, {@code batchSize} from {@code
   * batch-size}; a component that is a record itself is built in the same way.
   *
   * @throws UsageException if the record refuses the combination of values
   */
  public <R extends Record> R fill(Class<R> type) {
    return RecordFiller.fill(type, name -> syntax.named(name).map(this::value));
  }

  /**
   * Builds a record, taking the values of components without a setting from a map.
   *
   * @param values the values by the name that a setting would have
   */
  public <R extends Record> R fill(Class<R> type, Map<String, ?> values) {
    return RecordFiller.fill(
        type,
        name ->
            values.containsKey(name)
                ? Optional.of(values.get(name))
                : syntax.named(name).map(this::value));
  }

  /** Returns the values as text by setting name, including defaults. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Setting<?> setting : syntax.settings()) {
      String text = text(setting);
      if (!text.isEmpty()) {
        texts.put(setting.name(), text);
      }
    }
    return texts;
  }

  private <T> String text(Setting<T> setting) {
    return setting.type().writer().apply(value(setting));
  }

  private SettingValue entry(Setting<?> setting) {
    SettingValue entry = entries.get(setting);
    if (entry == null) {
      throw new IllegalArgumentException(setting.option() + " is not a setting of this command");
    }
    return entry;
  }

  private void set(Setting<?> setting, Object value, Origin origin) {
    entries.put(setting, new SettingValue(value, origin));
  }

  private void put(Map.Entry<String, String> given, String source, Origin origin) {
    // The general options are in every command line and in no syntax.
    syntax
        .named(given.getKey())
        .ifPresent(setting -> set(setting, setting.parse(source, given.getValue()), origin));
  }

  private static boolean isNamed(String name, Arguments arguments, Map<String, String> file) {
    return arguments.texts().containsKey(name) || file.containsKey(name);
  }

  /** Takes the defaults of what presets are about as the choice of the preset that is named. */
  private void choosePreset() {
    for (Preset preset : syntax.presets()) {
      for (String name : preset.values().keySet()) {
        Setting<?> setting = syntax.named(name).orElseThrow();
        Object value = value(setting);
        if (!value.equals(Optional.empty())) {
          set(setting, value, Origin.PRESET);
        }
      }
    }
  }

  private void requireAll(String command) {
    for (Setting<?> setting : syntax.settings()) {
      if (!entries.containsKey(setting)) {
        throw new UsageException(
            "%s: %s %s is missing: %s%s"
                .formatted(
                    command,
                    setting.option(),
                    setting.type().placeholder(),
                    setting.description(),
                    Syntax.seeHelp(command)));
      }
    }
  }

  private static Map<String, String> readFile(Syntax syntax, Arguments arguments)
      throws IOException {
    String file = arguments.texts().get(Syntax.CONFIG.name());
    if (file == null) {
      return Map.of();
    }
    Path path = Syntax.CONFIG.parse(Syntax.CONFIG.option(), file).orElseThrow();
    Map<String, String> texts = ConfigFile.read(path);
    List<String> known =
        Syntax.names(syntax).stream().filter(name -> !name.equals(Syntax.CONFIG.name())).toList();
    for (String key : texts.keySet()) {
      if (!known.contains(key)) {
        throw new UsageException(
            file + ": unknown setting " + key + Suggestion.hint(key, "", known));
      }
    }
    return texts;
  }

  private static Map<String, String> presetValues(
      Syntax syntax, Arguments arguments, Map<String, String> file) {
    if (syntax.presetSetting().isEmpty()) {
      return Map.of();
    }
    Setting<String> setting = syntax.presetSetting().get();
    String name = setting.name();
    String chosen = file.getOrDefault(name, setting.defaultText());
    String wanted = arguments.texts().getOrDefault(name, chosen);
    return syntax.presets().stream()
        .filter(preset -> preset.name().equals(wanted))
        .findFirst()
        .map(Preset::values)
        // An unknown preset is refused, with its source, when the setting itself is parsed.
        .orElse(Map.of());
  }
}
