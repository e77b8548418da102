package io.nocturne.survey.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences on the limits of an analysis's figures, for its readers. */
final class Caveats {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  private Caveats() {}

  /** Returns the caveats of an analysis with participants. */
  static List<String> of(Analysis analysis) {
    int participants = analysis.participants().size();
    List<String> caveats = new ArrayList<>();
    if (participants < 2) {
      caveats.add("One participant alone: there is no interval, no agreement and no test.");
    } else {
      caveats.add(power(participants));
    }
    if (participants != PublishedTable.MUSICIANS) {
      caveats.add(power(PublishedTable.MUSICIANS) + " The published study had as many.");
    }
    for (Analysis.RatingScale scale : analysis.scales()) {
      String name = scale.question().key();
      if (scale.friedman().isEmpty() && participants > 1) {
        caveats.add(
            "%s: no Friedman test, which needs 3 kinds of music and 2 participants who rated each."
                .formatted(name));
      }
      if (scale.complete() < participants) {
        caveats.add(
            "%s: %d of %d participants rated music of every kind; Friedman's test uses these."
                .formatted(name, scale.complete(), participants));
      }
      if (Double.isNaN(scale.alpha())) {
        caveats.add(
            "%s: the agreement is undefined, because no excerpt was rated twice or all ratings are equal."
                .formatted(name));
      }
    }
    caveats.add(
        "Wilcoxon's test finds nothing at 5 % with fewer than 6 participants who rate two kinds"
            + " differently: its smallest p-value is then above 0.05.");
    return caveats;
  }

  private static String power(int participants) {
    double effect = Power.minimumDetectableEffect(participants, POWER, ALPHA);
    return String.format(
        Locale.ROOT,
        "With %d participants a paired t test at 5 %% finds a difference in 4 of 5 studies only if"
            + " it is %.2f or more standard deviations of the differences.",
        participants,
        effect);
  }
}
