package io.nocturne.evaluate.page;

import io.nocturne.io.html.Report;
import io.nocturne.io.html.Report.Section;
import java.util.ArrayList;
import java.util.List;

/** An evaluation as a report; {@link io.nocturne.io.html.ReportPage} makes a page of it. */
public final class EvaluationReport {
  private EvaluationReport() {}

  /** Reports on music alone. */
  public static Report of(MusicFindings music) {
    return new Report(
        "Music: " + music.name(), MusicSections.lead(music), new MusicSections(music).all());
  }

  /** Reports on a network alone. */
  public static Report of(String run, NetworkFindings network) {
    return new Report(title(run), NetworkSections.lead(network), NetworkSections.of(network));
  }

  /** Reports on a network, and on music that it made or that it is compared with. */
  public static Report of(String run, NetworkFindings network, MusicFindings music) {
    List<Section> sections = new ArrayList<>(NetworkSections.of(network));
    sections.addAll(new MusicSections(music).all());
    return new Report(
        title(run), NetworkSections.lead(network) + " " + MusicSections.lead(music), sections);
  }

  private static String title(String run) {
    return "Evaluation of " + run;
  }
}
