package io.nocturne.model;

import io.nocturne.base.Labels;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/**
 * An optimizer of Keras, how its learning rate changes, and the values of their parameters.
 *
 * @param optimizer the update of the weights
 * @param schedule the learning rate from step to step
 * @param values one for each parameter that the optimizer or the schedule has; switches are 1 or 0
 */
public record OptimizerSpec(Algorithm optimizer, Schedule schedule, Map<Parameter, Double> values) {

  /** Adam with Keras's defaults and a constant learning rate. */
  public static final OptimizerSpec ADAM = of(Algorithm.ADAM);

  public OptimizerSpec {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
    Set<Parameter> expected = defaults(optimizer, schedule).keySet();
    if (!values.keySet().equals(expected)) {
      throw new IllegalArgumentException(
          "%s with a %s learning rate must have the parameters %s, had %s"
              .formatted(
                  Labels.of(optimizer),
                  Labels.of(schedule),
                  names(expected),
                  names(values.keySet())));
    }
    values.forEach(Parameter::require);
    if (Parameter.CLIPPING.stream().map(values::get).filter(limit -> limit > 0).count() > 1) {
      throw new IllegalArgumentException(
          "only one of clip norm, clip norm each and clip value can be above 0");
    }
    if (isOn(values, Parameter.NESTEROV) && !isOn(values, Parameter.MOMENTUM)) {
      throw new IllegalArgumentException("nesterov must be with a momentum above 0");
    }
    if (isOn(values, Parameter.INITIAL_LEARNING_RATE) && !isOn(values, Parameter.WARMUP_EPOCHS)) {
      throw new IllegalArgumentException(
          "initial learning rate must be with warmup epochs above 0");
    }
  }

  /** Returns an optimizer with Keras's defaults and a constant learning rate. */
  public static OptimizerSpec of(Algorithm optimizer) {
    return of(optimizer, Schedule.CONSTANT);
  }

  /**
   * Returns an optimizer and a schedule with their defaults: Keras's, or those of the parameters
   * that Keras requires.
   */
  public static OptimizerSpec of(Algorithm optimizer, Schedule schedule) {
    return new OptimizerSpec(optimizer, schedule, defaults(optimizer, schedule));
  }

  /** Returns this with another learning rate. */
  public OptimizerSpec withLearningRate(double rate) {
    return with(Parameter.LEARNING_RATE, rate);
  }

  /**
   * Returns this with another value of a parameter.
   *
   * @throws IllegalArgumentException if it does not have the parameter, or the value is out of
   *     range
   */
  public OptimizerSpec with(Parameter parameter, double value) {
    Map<Parameter, Double> changed = new EnumMap<>(values);
    changed.put(parameter, value);
    return new OptimizerSpec(optimizer, schedule, changed);
  }

  /**
   * Returns the value of a parameter.
   *
   * @throws IllegalArgumentException if neither the optimizer nor the schedule has it
   */
  public double get(Parameter parameter) {
    Double value = values.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s with a %s learning rate has no %s"
              .formatted(Labels.of(optimizer), Labels.of(schedule), parameter.label()));
    }
    return value;
  }

  /** Returns whether a parameter exists and is not 0. */
  public boolean isOn(Parameter parameter) {
    return isOn(values, parameter);
  }

  /**
   * Returns the names of the variables that the optimizer keeps for each weight, in Keras's order.
   * They have the weight's shape and begin with zeros.
   */
  public List<String> slots() {
    return switch (optimizer) {
      case ADAM, ADAMW -> List.of("m", "v");
      case SGD -> isOn(Parameter.MOMENTUM) ? List.of("momentum") : List.of();
      case RMSPROP ->
          Stream.of("velocity", "momentum", "average_gradient")
              .filter(slot -> !slot.equals("momentum") || isOn(Parameter.MOMENTUM))
              .filter(slot -> !slot.equals("average_gradient") || isOn(Parameter.CENTERED))
              .toList();
    };
  }

  private static boolean isOn(Map<Parameter, Double> values, Parameter parameter) {
    return values.getOrDefault(parameter, 0.0) != 0;
  }

  private static Map<Parameter, Double> defaults(Algorithm optimizer, Schedule schedule) {
    Map<Parameter, Double> defaults = new EnumMap<>(Parameter.class);
    defaults.putAll(optimizer.defaults());
    defaults.putAll(schedule.defaults());
    return defaults;
  }

  private static List<String> names(Collection<Parameter> parameters) {
    return parameters.stream().map(Parameter::label).toList();
  }

  /** An optimizer, with Keras's defaults of its parameters. */
  @SuppressWarnings("ImmutableEnumChecker") // Its map is an immutable one.
  public enum Algorithm {
    ADAM(adam(0)),
    ADAMW(adam(0.004)),
    SGD(
        Map.of(
            Parameter.LEARNING_RATE, 0.01,
            Parameter.WEIGHT_DECAY, 0.0,
            Parameter.MOMENTUM, 0.0,
            Parameter.NESTEROV, 0.0)),
    RMSPROP(
        Map.of(
            Parameter.LEARNING_RATE, 0.001,
            Parameter.WEIGHT_DECAY, 0.0,
            Parameter.RHO, 0.9,
            Parameter.MOMENTUM, 0.0,
            Parameter.EPSILON, 1e-7,
            Parameter.CENTERED, 0.0));

    private final Map<Parameter, Double> defaults;

    Algorithm(Map<Parameter, Double> own) {
      Map<Parameter, Double> all = new EnumMap<>(own);
      Parameter.CLIPPING.forEach(limit -> all.put(limit, 0.0));
      defaults = Collections.unmodifiableMap(all);
    }

    /** Returns the defaults of its parameters. */
    public Map<Parameter, Double> defaults() {
      return defaults;
    }

    private static Map<Parameter, Double> adam(double weightDecay) {
      return Map.of(
          Parameter.LEARNING_RATE, 0.001,
          Parameter.WEIGHT_DECAY, weightDecay,
          Parameter.BETA_1, 0.9,
          Parameter.BETA_2, 0.999,
          Parameter.EPSILON, 1e-7);
    }
  }

  /**
   * The change of the learning rate, with defaults of its parameters. A warm-up comes before the
   * schedule's own steps.
   */
  @SuppressWarnings("ImmutableEnumChecker") // Its map is an immutable one.
  public enum Schedule {
    /** The same learning rate in every step. */
    CONSTANT(Map.of(Parameter.WARMUP_EPOCHS, 0.0, Parameter.INITIAL_LEARNING_RATE, 0.0)),

    /** Keras's {@code CosineDecay}; by default over 100 epochs. */
    COSINE(
        Map.of(
            Parameter.WARMUP_EPOCHS, 0.0,
            Parameter.INITIAL_LEARNING_RATE, 0.0,
            Parameter.DECAY_EPOCHS, 100.0,
            Parameter.ALPHA, 0.0)),

    /** Keras's {@code ExponentialDecay}; by default by 4 % in an epoch. */
    EXPONENTIAL(
        Map.of(
            Parameter.WARMUP_EPOCHS, 0.0,
            Parameter.INITIAL_LEARNING_RATE, 0.0,
            Parameter.DECAY_EPOCHS, 1.0,
            Parameter.DECAY_RATE, 0.96,
            Parameter.STAIRCASE, 0.0)),

    /**
     * Keras's {@code ReduceLROnPlateau}, which the training decides after each epoch. By default it
     * waits half as long as early stopping.
     */
    PLATEAU(
        Map.of(
            Parameter.PLATEAU_FACTOR, 0.1,
            Parameter.PLATEAU_PATIENCE, 5.0,
            Parameter.PLATEAU_MIN_DELTA, 1e-4,
            Parameter.PLATEAU_COOLDOWN, 0.0,
            Parameter.PLATEAU_MIN_LR, 0.0));

    private final Map<Parameter, Double> defaults;

    Schedule(Map<Parameter, Double> defaults) {
      this.defaults = defaults;
    }

    /** Returns the defaults of its parameters. */
    public Map<Parameter, Double> defaults() {
      return defaults;
    }
  }

  /** A parameter of an optimizer or a schedule; lengths of time are in epochs. */
  public enum Parameter {
    LEARNING_RATE(Range.POSITIVE),
    WEIGHT_DECAY(Range.NOT_NEGATIVE),
    BETA_1(Range.FRACTION),
    BETA_2(Range.FRACTION),
    EPSILON(Range.POSITIVE),
    MOMENTUM(Range.SHARE),
    NESTEROV(Range.SWITCH),
    RHO(Range.FRACTION),
    CENTERED(Range.SWITCH),
    /** The maximum norm of all gradients together, Keras's {@code global_clipnorm}. */
    CLIP_NORM(Range.NOT_NEGATIVE),
    /** The maximum norm of each weight's gradient, Keras's {@code clipnorm}. */
    CLIP_NORM_EACH(Range.NOT_NEGATIVE),
    CLIP_VALUE(Range.NOT_NEGATIVE),
    WARMUP_EPOCHS(Range.NOT_NEGATIVE),
    INITIAL_LEARNING_RATE(Range.NOT_NEGATIVE),
    DECAY_EPOCHS(Range.POSITIVE),
    ALPHA(Range.SHARE),
    DECAY_RATE(Range.POSITIVE),
    STAIRCASE(Range.SWITCH),
    PLATEAU_FACTOR(Range.FRACTION),
    PLATEAU_PATIENCE(Range.COUNT),
    PLATEAU_MIN_DELTA(Range.NOT_NEGATIVE),
    PLATEAU_COOLDOWN(Range.COUNT),
    PLATEAU_MIN_LR(Range.NOT_NEGATIVE);

    private static final List<Parameter> CLIPPING = List.of(CLIP_NORM, CLIP_NORM_EACH, CLIP_VALUE);

    private final Range range;

    Parameter(Range range) {
      this.range = range;
    }

    /** Returns its valid values. */
    public Range range() {
      return range;
    }

    private String label() {
      return Labels.of(this).replace('_', ' ');
    }

    private void require(double value) {
      if (!range.valid.test(value) || !Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s must be %s, was %s".formatted(label(), range.rule, value));
      }
    }
  }

  /** The valid values of a parameter. */
  @SuppressWarnings("ImmutableEnumChecker") // A predicate without a state.
  public enum Range {
    POSITIVE("above 0", value -> value > 0),
    NOT_NEGATIVE("0 or more", value -> value >= 0),
    FRACTION("at least 0 and below 1", value -> value >= 0 && value < 1),
    SHARE("0 to 1", value -> value >= 0 && value <= 1),
    COUNT("a whole number of at least 0", value -> value >= 0 && value == Math.rint(value)),
    SWITCH("1 or 0", value -> value == 0 || value == 1);

    private final String rule;
    private final DoublePredicate valid;

    Range(String rule, DoublePredicate valid) {
      this.rule = rule;
      this.valid = valid;
    }
  }
}
