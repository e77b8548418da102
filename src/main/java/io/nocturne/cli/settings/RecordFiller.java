package io.nocturne.cli.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Builds a record by the names of its components. A specification has a dozen numbers, many of one
 * type; by name they cannot be mixed up.
 */
final class RecordFiller {

  private RecordFiller() {}

  static <R extends Record> R fill(Class<R> type, Function<String, Optional<Object>> values) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = argument(type, components[i], values);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new UsageException(refused.getMessage(), refused);
      }
      throw new IllegalStateException("cannot build " + type.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + type.getName(), e);
    }
  }

  private static Object argument(
      Class<?> owner, RecordComponent component, Function<String, Optional<Object>> values) {
    String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    Optional<Object> value = values.apply(name);
    if (value.isPresent()) {
      return value.get();
    }
    if (component.getType().isRecord()) {
      return fill(component.getType().asSubclass(Record.class), values);
    }
    throw new IllegalStateException(
        owner.getSimpleName() + "." + component.getName() + " has no setting --" + name);
  }
}
