package io.nocturne.io.html;

import java.util.List;

/**
 * A page to read.
 *
 * @param title what it is about
 * @param lead what to know first, a sentence or two
 * @param sections in the order of reading
 */
public record Report(String title, String lead, List<Section> sections) {

  public Report {
    sections = List.copyOf(sections);
    if (title.isBlank()) {
      throw new IllegalArgumentException("title must not be blank");
    }
  }

  /** Returns the page: one HTML document that loads nothing else. */
  public String html() {
    return ReportPage.html(this);
  }

  /**
   * A part of the page with a heading of its own.
   *
   * @param heading different from the other sections'
   * @param blocks in the order of reading
   */
  public record Section(String heading, List<Block> blocks) {
    public Section {
      blocks = List.copyOf(blocks);
      if (heading.isBlank()) {
        throw new IllegalArgumentException("heading must not be blank");
      }
    }

    /** Creates a section of blocks. */
    public static Section of(String heading, Block... blocks) {
      return new Section(heading, List.of(blocks));
    }
  }
}
