package io.nocturne.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The JUnit XML that pytest writes. */
final class PytestReport {

  /** How a test of the suite went. */
  enum Outcome {
    PASSED,
    SKIPPED,
    FAILED
  }

  /**
   * A test of the suite.
   *
   * @param name its file and function
   * @param outcome how it went
   * @param message why it did not pass; empty if it did
   */
  record Case(String name, Outcome outcome, String message) {}

  private PytestReport() {}

  static List<Case> read(Path report) throws Exception {
    NodeList elements =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("testcase");
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      cases.add(read((Element) elements.item(i)));
    }
    return cases;
  }

  private static Case read(Element testcase) {
    String file = testcase.getAttribute("classname");
    String name = file.substring(file.lastIndexOf('.') + 1) + ": " + testcase.getAttribute("name");
    for (String problem : List.of("failure", "error")) {
      NodeList found = testcase.getElementsByTagName(problem);
      if (found.getLength() > 0) {
        return new Case(name, Outcome.FAILED, found.item(0).getTextContent());
      }
    }
    NodeList skipped = testcase.getElementsByTagName("skipped");
    return skipped.getLength() > 0
        ? new Case(name, Outcome.SKIPPED, ((Element) skipped.item(0)).getAttribute("message"))
        : new Case(name, Outcome.PASSED, "");
  }
}
