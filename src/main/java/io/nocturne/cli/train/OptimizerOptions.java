package io.nocturne.cli.train;

import io.nocturne.base.Labels;
import io.nocturne.base.Numbers;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Settings;
import io.nocturne.cli.settings.Settings.Origin;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.model.OptimizerSpec;
import io.nocturne.model.OptimizerSpec.Algorithm;
import io.nocturne.model.OptimizerSpec.Parameter;
import io.nocturne.model.OptimizerSpec.Range;
import io.nocturne.model.OptimizerSpec.Schedule;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of an {@link OptimizerSpec}: a choice of each enum, and one for each parameter. */
final class OptimizerOptions {
  private static final Setting<Algorithm> OPTIMIZER =
      Setting.of(
          "optimizer",
          ValueType.choice("NAME", Algorithm.class),
          Algorithm.ADAM,
          "update of the weights, as Keras's");
  private static final Setting<Schedule> SCHEDULE =
      Setting.of(
          "schedule",
          ValueType.choice("NAME", Schedule.class),
          Schedule.CONSTANT,
          "change of the learning rate: none, Keras's CosineDecay or ExponentialDecay, or a"
              + " reduction when --monitor stops improving");

  private static final Map<Parameter, Setting<?>> PARAMETERS = new EnumMap<>(Parameter.class);

  static {
    add(Parameter.LEARNING_RATE, "learning rate, with a warm-up or decay the highest");
    add(Parameter.WEIGHT_DECAY, "share of each weight, times learning rate, subtracted each step");
    add(Parameter.BETA_1, "decay rate of the mean of gradients");
    add(Parameter.BETA_2, "decay rate of the mean of squared gradients");
    add(Parameter.EPSILON, "added to keep divisors from 0");
    add(Parameter.MOMENTUM, "share of the last step that is added to the next");
    add(Parameter.NESTEROV, "Nesterov momentum");
    add(Parameter.RHO, "decay rate of the mean of squared gradients");
    add(Parameter.CENTERED, "normalize by the variance of gradients");
    add(Parameter.CLIP_NORM, "maximum norm of all gradients together; 0: no limit");
    add(Parameter.CLIP_NORM_EACH, "maximum norm of each weight's gradient; 0: no limit");
    add(Parameter.CLIP_VALUE, "maximum of each number in a gradient; 0: no limit");
    add(Parameter.WARMUP_EPOCHS, "epochs, or a fraction, in which the learning rate rises");
    add(Parameter.INITIAL_LEARNING_RATE, "learning rate at the start of the warm-up");
    PARAMETERS.put(
        Parameter.DECAY_EPOCHS,
        setting(
            Parameter.DECAY_EPOCHS,
            "cosine: until --epochs; exponential: 1",
            "cosine, exponential: epochs of the decay"));
    add(Parameter.ALPHA, "share of the learning rate that is left at the end");
    add(Parameter.DECAY_RATE, "factor of the learning rate after --decay-epochs");
    add(Parameter.STAIRCASE, "decay at once at the end of each --decay-epochs");
    add(Parameter.PLATEAU_FACTOR, "factor of a reduction");
    add(Parameter.PLATEAU_PATIENCE, "epochs without improvement before a reduction");
    add(Parameter.PLATEAU_MIN_DELTA, "minimum improvement that counts");
    add(Parameter.PLATEAU_COOLDOWN, "epochs after a reduction that do not count");
    add(Parameter.PLATEAU_MIN_LR, "minimum learning rate");
  }

  private OptimizerOptions() {}

  /** Returns the settings of the optimizer. */
  static Setting<?>[] optimizer() {
    return settings(OPTIMIZER);
  }

  /** Returns the settings of the learning rate's schedule. */
  static Setting<?>[] schedule() {
    return settings(SCHEDULE);
  }

  private static Setting<?>[] settings(Setting<?> choice) {
    Stream<Setting<?>> parameters =
        PARAMETERS.entrySet().stream()
            .filter(entry -> choice(entry.getKey()) == choice)
            .map(Map.Entry::getValue);
    return Stream.concat(Stream.of(choice), parameters).toArray(Setting<?>[]::new);
  }

  /**
   * Returns the optimizer of a command. A cosine decay whose length is not given ends with the last
   * epoch.
   *
   * @param epochs the maximum number of epochs
   * @throws UsageException if a parameter is given that the optimizer or the schedule does not have
   */
  static OptimizerSpec spec(Settings settings, int epochs) {
    OptimizerSpec chosen = OptimizerSpec.of(settings.value(OPTIMIZER), settings.value(SCHEDULE));
    Map<Parameter, Double> values = new EnumMap<>(chosen.values());
    for (Map.Entry<Parameter, Setting<?>> entry : PARAMETERS.entrySet()) {
      Setting<?> setting = entry.getValue();
      if (settings.origin(setting) != Origin.DEFAULT) {
        if (values.containsKey(entry.getKey())) {
          values.put(entry.getKey(), number(settings.value(setting)));
        } else {
          refuse(settings, entry.getKey());
        }
      }
    }
    Setting<?> length = PARAMETERS.get(Parameter.DECAY_EPOCHS);
    if (chosen.schedule() == Schedule.COSINE && settings.origin(length) == Origin.DEFAULT) {
      values.put(Parameter.DECAY_EPOCHS, rest(epochs, values.get(Parameter.WARMUP_EPOCHS)));
    }
    try {
      return new OptimizerSpec(chosen.optimizer(), chosen.schedule(), values);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static double number(Object value) {
    return value instanceof Boolean on
        ? (on ? 1 : 0)
        : ((Number) ((Optional<?>) value).orElseThrow()).doubleValue();
  }

  /** Returns the number of epochs after the warm-up. */
  private static double rest(int epochs, double warmup) {
    if (warmup >= epochs) {
      throw new UsageException(
          "--warmup-epochs %s: must be less than --epochs %d, so that the learning rate can decay"
              .formatted(Numbers.plain(warmup), epochs));
    }
    return epochs - warmup;
  }

  /**
   * Refuses a parameter that the choice does not have, unless it is of a file or preset whose
   * choice is overridden.
   */
  private static void refuse(Settings settings, Parameter parameter) {
    Setting<? extends Enum<?>> choice = choice(parameter);
    Setting<?> setting = PARAMETERS.get(parameter);
    if (settings.origin(setting).compareTo(settings.origin(choice)) <= 0) {
      throw new UsageException(
          "%s: %s %s does not have it; leave it out, or use %s"
              .formatted(
                  setting.option(),
                  choice.option(),
                  Labels.of(settings.value(choice)),
                  String.join(" or ", defaults(parameter).keySet())));
    }
  }

  /** Returns the setting that decides whether there is a parameter. */
  private static Setting<? extends Enum<?>> choice(Parameter parameter) {
    boolean scheduled =
        Stream.of(Schedule.values()).anyMatch(each -> each.defaults().containsKey(parameter));
    return scheduled ? SCHEDULE : OPTIMIZER;
  }

  /** Returns the default in each choice that has the parameter, by its name. */
  private static Map<String, Double> defaults(Parameter parameter) {
    Map<String, Double> defaults = new LinkedHashMap<>();
    for (Algorithm each : Algorithm.values()) {
      defaults.put(Labels.of(each), each.defaults().get(parameter));
    }
    for (Schedule each : Schedule.values()) {
      defaults.put(Labels.of(each), each.defaults().get(parameter));
    }
    defaults.values().removeIf(Objects::isNull);
    return defaults;
  }

  private static void add(Parameter parameter, String description) {
    Map<String, Double> defaults = defaults(parameter);
    String only =
        defaults.size() < Algorithm.values().length
            ? String.join(", ", defaults.keySet()) + ": "
            : "";
    PARAMETERS.put(parameter, setting(parameter, text(defaults), only + description));
  }

  private static Setting<?> setting(Parameter parameter, String absent, String description) {
    String name = Labels.hyphenated(parameter);
    if (parameter.range() == Range.SWITCH) {
      return Setting.flag(name, description);
    }
    ValueType<? extends Number> type =
        switch (parameter.range()) {
          case POSITIVE -> ValueType.numberAbove(0);
          case NOT_NEGATIVE -> ValueType.number(0, Double.MAX_VALUE);
          case FRACTION -> ValueType.numberBelow(0, 1);
          case SHARE -> ValueType.number(0, 1);
          default -> ValueType.wholeNumber(0, Integer.MAX_VALUE);
        };
    return Setting.optional(name, type, absent, description);
  }

  /** Returns defaults for help: the first choice's, then those that differ from it. */
  private static String text(Map<String, Double> defaults) {
    double first = defaults.values().iterator().next();
    return defaults.entrySet().stream()
        .filter(entry -> entry.getValue() != first)
        .map(entry -> "; " + entry.getKey() + ": " + Numbers.plain(entry.getValue()))
        .collect(Collectors.joining("", Numbers.plain(first), ""));
  }
}
