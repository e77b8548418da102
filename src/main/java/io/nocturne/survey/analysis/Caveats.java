package io.nocturne.survey.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences on the limits of an analysis's figures, for its readers. */
public final class Caveats {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  private Caveats() {}

  /** Returns the caveats of an analysis with participants. */
  public static List<String> of(Analysis analysis) {
    int people = analysis.participants().size();
    List<String> remarks = new ArrayList<>();
    if (people < 2) {
      remarks.add("One participant alone: there is no interval, no agreement and no test.");
    } else {
      remarks.add(power(people));
    }
    if (people != PublishedTable.MUSICIANS) {
      remarks.add(power(PublishedTable.MUSICIANS) + " So many rated in the published study.");
    }
    for (Analysis.RatingScale scale : analysis.scales()) {
      String name = scale.question().key();
      if (scale.friedman().isEmpty() && people > 1) {
        remarks.add(
            "%s: no Friedman test, which needs 3 kinds of music and 2 participants who rated each."
                .formatted(name));
      }
      if (scale.complete() < people) {
        remarks.add(
            "%s: %d of %d participants rated music of every kind; Friedman's test is of these."
                .formatted(name, scale.complete(), people));
      }
      if (Double.isNaN(scale.alpha())) {
        remarks.add(
            "%s: no agreement can be told, since no excerpt was rated twice or all ratings are one."
                .formatted(name));
      }
    }
    remarks.add(
        "Wilcoxon's test finds nothing at 5 % with fewer than 6 participants who rate two kinds"
            + " differently, whatever they say: its smallest p-value is then above 0.05.");
    return remarks;
  }

  private static String power(int people) {
    double effect = Power.minimumDetectableEffect(people, POWER, ALPHA);
    return String.format(
        Locale.ROOT,
        "With %d participants a paired t test at 5 %% finds a difference in 4 of 5 studies only if"
            + " it is %.2f or more standard deviations of the differences.",
        people,
        effect);
  }
}
