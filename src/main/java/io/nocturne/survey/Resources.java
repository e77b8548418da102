package io.nocturne.survey;

import io.nocturne.io.html.Template;
import java.util.Map;

/** The texts, pages and scripts that come with the program. */
public final class Resources {
  private static final String FOLDER = "/io/nocturne/survey/";

  private Resources() {}

  /** One of them, as it is. */
  public static String text(String name) {
    return Template.resource(FOLDER + name);
  }

  /** A page, filled in; text becomes text, whatever it holds. */
  public static String page(String name, Map<String, Object> values) {
    return Template.filled(FOLDER + name, values);
  }
}
