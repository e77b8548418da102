package io.nocturne.export.web;

import io.nocturne.checkpoint.RunFolder;
import io.nocturne.io.html.Template;
import io.nocturne.io.http.PageServer.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page to compose on with a run: files that a browser shows from any web server or from a folder.
 *
 * <p>From a folder a browser loads scripts and styles, but neither modules nor data. So the scripts
 * are plain ones, and the weights are part of a script.
 */
public final class WebPage {
  /** The file to open. */
  public static final String INDEX = "index.html";

  private static final String FOLDER = "/io/nocturne/export/web/";
  private static final String STYLE = "page.css";

  /** The script with the run. */
  private static final String RUN = "run.js";

  /** In the order in which they need each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "kernel.js",
          "random.js",
          "sampling.js",
          "network.js",
          "memory.js",
          "notes.js",
          "grid.js",
          "events.js",
          "performances.js",
          "tokens.js",
          "midi.js",
          "composer.js",
          "sound.js",
          "roll.js",
          "piano.js",
          "score.js",
          "page.js");

  /** Allows the page's own files and WebAssembly, and nothing else. */
  static final String SECURITY_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'";

  private final Map<String, byte[]> files;

  private WebPage(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * Creates the page of a run's best weights.
   *
   * @throws io.nocturne.base.UserException if the weights are too large for a browser
   * @throws io.nocturne.checkpoint.RunException if the run has no checkpoint yet, or a damaged one
   */
  public static WebPage of(RunFolder run) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(INDEX, text(html(run)));
    files.put(STYLE, text(Template.stylesheet(FOLDER + STYLE)));
    for (String script : SCRIPTS) {
      files.put(script, text(Template.resource(FOLDER + script)));
    }
    files.put(RUN, RunScript.of(run));
    return new WebPage(files);
  }

  private static String html(RunFolder run) {
    return Template.filled(
        FOLDER + "page.html",
        Map.of(
            "name", run.name(),
            "policy", SECURITY_POLICY,
            "style", STYLE,
            "run", RUN,
            "scripts", SCRIPTS));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the files by name; they are not to be changed. */
  Map<String, byte[]> files() {
    return files;
  }

  /** Returns the files as a site of a server. */
  public Site site() {
    return new PageSite(this);
  }

  /** Writes the files into a folder that exists. */
  public void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
