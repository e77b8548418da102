package io.nocturne.survey;

import com.fasterxml.jackson.annotation.JsonValue;
import io.nocturne.base.Labels;
import java.util.Comparator;
import java.util.List;

/**
 * The sources of the excerpts: for the analysis of the study, and never for participants.
 *
 * @param format of the file, {@link Study#FORMAT}
 * @param study identifier of the study
 * @param excerpts in the study's order
 */
public record AnswerKey(int format, String study, List<KeyEntry> excerpts) {

  /**
   * The source of an excerpt.
   *
   * @param excerpt identifier
   * @param source its composer or model
   * @param origin where it is from
   */
  public record KeyEntry(String excerpt, Source source, String origin) {}

  public AnswerKey {
    if (format != Study.FORMAT) {
      throw new IllegalArgumentException(
          "format must be %d, was %d; update nocturne".formatted(Study.FORMAT, format));
    }
    excerpts = List.copyOf(excerpts);
  }

  /** Returns the sources, each once, in order of appearance: networks, people, chance. */
  public List<Source> sources() {
    return excerpts.stream()
        .map(KeyEntry::source)
        .distinct()
        .sorted(Comparator.comparing(Source::kind).thenComparing(Source::name))
        .toList();
  }

  /**
   * The source of an excerpt.
   *
   * @param kind its type
   * @param name its name in tables, different from the other sources of a study
   */
  public record Source(SourceType kind, String name) {

    /** The types of sources. */
    public enum SourceType {
      /** A trained network. */
      MODEL,
      /** Music by people. */
      HUMAN,
      /** Random notes. */
      RANDOM;

      /** Returns the name in files. */
      @JsonValue
      public String label() {
        return Labels.of(this);
      }
    }

    public Source {
      if (name.isBlank()) {
        throw new IllegalArgumentException("name of a source must not be blank");
      }
    }
  }
}
