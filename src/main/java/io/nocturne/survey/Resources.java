package io.nocturne.survey;

import io.nocturne.io.html.Template;
import java.util.Map;

/** The texts, pages and scripts that come with the program. */
final class Resources {
  private static final String FOLDER = "/io/nocturne/survey/";

  private Resources() {}

  /** Returns the text of a resource. */
  static String text(String name) {
    return Template.resource(FOLDER + name);
  }

  /** Returns the style sheet of all pages. */
  static String style() {
    return Template.stylesheet(FOLDER + "survey.css");
  }

  /** Returns a page, filled in; text becomes text, whatever it holds. */
  static String page(String name, Map<String, Object> values) {
    return Template.filled(FOLDER + name, values);
  }
}
