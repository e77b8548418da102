package io.nocturne.evaluate.reproduction;

import static io.nocturne.base.Numbers.percent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The conclusions from the figures, in words that depend on them. */
final class Conclusions {
  private Conclusions() {}

  /** Says which reading comes nearest to the published validation accuracy. */
  static String nearest(List<ResultColumn> readings) {
    double published = Published.VALIDATION_ACCURACY.value();
    ResultColumn nearest =
        readings.stream()
            .min(Comparator.comparingDouble(column -> Math.abs(accuracy(column) - published)))
            .orElseThrow();
    return "The published validation accuracy is %s. Nearest to it here is \"%s\", with %s%s"
        .formatted(
            percent(published),
            nearest.label(),
            percent(accuracy(nearest)),
            nearest.leaks()
                ? ": a reading in which the backward layers have read nearly all of the targets."
                : ".");
  }

  private static double accuracy(ResultColumn column) {
    return column.mean(Published.VALIDATION_ACCURACY::of);
  }

  /** Says which of the numbers are prediction. */
  static String whatIsMeasured(List<ResultColumn> readings) {
    boolean leaks = readings.stream().anyMatch(ResultColumn::leaks);
    return (leaks
            ? "Where a note is predicted after each position, the backward layers of the network"
                + " begin with the target at all positions but the last: accuracy there is that"
                + " of copying. Only the last position shows how well the network predicts. "
            : "The layers of this network read forward alone, so that no target is read before it"
                + " is predicted, and all positions count. ")
        + "Where windows are held out, the network is trained on their neighbors, which share all"
        + " but a few notes: accuracy there is partly memory of these pieces. Only whole held-out"
        + " pieces show how well it predicts unknown music.";
  }

  /** Summarizes each reading. */
  static List<String> sentences(List<ResultColumn> readings) {
    List<String> sentences = new ArrayList<>();
    for (ResultColumn column : readings) {
      double prediction = column.mean(result -> ResultColumn.withoutCopying(result).accuracy());
      double nGram = column.mean(result -> ResultColumn.nGram(result).accuracy());
      String beside =
          "%s the n-gram's %s"
              .formatted(prediction > nGram ? "above" : "not above", percent(nGram));
      sentences.add(
          column.leaks()
              ? "\"%s\": %s accuracy over all positions, of which copying alone gives %s; where nothing can be copied %s, %s."
                  .formatted(
                      column.label(),
                      percent(column.mean(result -> ResultColumn.everyPosition(result).accuracy())),
                      percent(column.copied()),
                      percent(prediction),
                      beside)
              : "\"%s\": %s accuracy, %s.".formatted(column.label(), percent(prediction), beside));
    }
    return sentences;
  }
}
