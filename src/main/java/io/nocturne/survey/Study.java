package io.nocturne.survey;

import io.nocturne.survey.StudySpec.Timing;
import java.util.List;

/**
 * A listening study, as participants may know it, without the sources of the excerpts.
 *
 * @param format of the file, {@value #FORMAT}
 * @param id a random identifier
 * @param title above each page
 * @param seconds that each excerpt lasts, 1 to 300
 * @param timing of the excerpts
 * @param seed of the choice of excerpts
 * @param loudness of each excerpt, in LUFS
 * @param participants the number of participants, at least 1
 * @param excerpts random identifiers; no participant has their order
 */
public record Study(
    int format,
    String id,
    String title,
    double seconds,
    Timing timing,
    long seed,
    double loudness,
    int participants,
    List<String> excerpts) {

  /** The version of the format that this program reads and writes. */
  public static final int FORMAT = 1;

  public Study {
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "format must be %d, was %d; update nocturne".formatted(FORMAT, format));
    }
    requireIdentifier("id", id);
    StudySpec.requireValid(title, seconds, timing, participants);
    excerpts = List.copyOf(excerpts);
    if (excerpts.isEmpty()) {
      throw new IllegalArgumentException("there must be an excerpt, was none");
    }
    excerpts.forEach(excerpt -> requireIdentifier("excerpt", excerpt));
  }

  private static void requireIdentifier(String name, String id) {
    // They become file names.
    if (!id.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(name + " must be 16 digits of 0 to f, was " + id);
    }
  }

  /**
   * Returns the excerpts in the order in which a participant hears them, as {@link WilliamsDesign}
   * has it.
   *
   * @param participant number, 1 to {@link #participants}
   */
  public List<String> orderOf(int participant) {
    requireOwn(participant);
    return WilliamsDesign.of(excerpts.size()).orderOf(participant).stream()
        .map(excerpts::get)
        .toList();
  }

  /** Throws {@link IllegalArgumentException} unless an answer can be one to this study. */
  void requireOwn(Answer answer) {
    requireOwn(answer.participant());
    if (!excerpts.contains(answer.excerpt())) {
      throw new IllegalArgumentException("the study has no excerpt " + answer.excerpt());
    }
  }

  private void requireOwn(int participant) {
    if (participant < 1 || participant > participants) {
      throw new IllegalArgumentException(
          "participant must be 1 to %d, was %d".formatted(participants, participant));
    }
  }
}
