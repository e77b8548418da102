package io.nocturne.token;

import io.nocturne.base.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The options of a tokenizer, as {@code vocabulary.json} holds them. */
final class Options {
  private Options() {}

  /**
   * Refuses options of other names.
   *
   * @param required those there must be
   * @param optional those there may be
   */
  static void require(
      String tokenizer, Map<String, String> options, Set<String> required, Set<String> optional) {
    Set<String> unknown = new TreeSet<>(options.keySet());
    unknown.removeAll(required);
    unknown.removeAll(optional);
    if (!unknown.isEmpty() || !options.keySet().containsAll(required)) {
      throw new IllegalArgumentException(
          "tokenizer %s must have %s %s, had %s"
              .formatted(
                  tokenizer,
                  required.size() == 1 ? "the one option" : "the options",
                  String.join(", ", new TreeSet<>(required)),
                  new TreeSet<>(options.keySet())));
    }
  }

  /** Refuses a vocabulary that is not the one that the options make. */
  static void requireTokens(Tokenizer tokenizer, Vocabulary vocabulary) {
    if (!tokenizer.vocabulary().equals(vocabulary)) {
      throw new IllegalArgumentException(
          "tokens of tokenizer %s must be the %d that its options make, were %d others"
              .formatted(tokenizer.label(), tokenizer.vocabulary().size(), vocabulary.size()));
    }
  }

  /** Returns the name of a choice in {@code vocabulary.json}: lower case, joined by hyphens. */
  static String label(Enum<?> choice) {
    return Labels.hyphenated(choice);
  }

  /**
   * Returns the choice that an option makes.
   *
   * @throws IllegalArgumentException if none has that label; the message lists all
   */
  static <E extends Enum<E>> E choice(Class<E> type, String option, Map<String, String> options) {
    String given = options.getOrDefault(option, "");
    List<E> choices = List.of(type.getEnumConstants());
    return choices.stream()
        .filter(choice -> label(choice).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be one of %s, was %s"
                        .formatted(
                            option,
                            choices.stream().map(Options::label).collect(Collectors.joining(", ")),
                            given)));
  }
}
