package io.nocturne.evaluate.reproduction;

import static io.nocturne.base.Numbers.percent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the figures say, in words; which words depends on the figures. */
final class Conclusions {
  private Conclusions() {}

  /** Which reading comes nearest to the published validation accuracy. */
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
                ? ": a reading in which the backward layers have read nearly all of the answers."
                : ".");
  }

  private static double accuracy(ResultColumn column) {
    return column.mean(Published.VALIDATION_ACCURACY::of);
  }

  /** Which of the numbers are prediction. */
  static String whatIsMeasured(List<ResultColumn> readings) {
    boolean leaks = readings.stream().anyMatch(ResultColumn::leaks);
    return (leaks
            ? "Where a note is predicted after each position, the backward layers of the network"
                + " begin with the answer at all positions but the last: accuracy there is that"
                + " of copying. Only the last position tells how well the network predicts. "
            : "The layers of this network read forward alone, so that no answer is read before it"
                + " is predicted, and all positions count. ")
        + "Where windows are set aside, their neighbours, which hold the same notes but a few, are"
        + " learnt: accuracy there is partly memory of these pieces. Only pieces that were set"
        + " aside whole tell how well it predicts music that it does not know.";
  }

  /** What each reading comes to. */
  static List<String> sentences(List<ResultColumn> readings) {
    List<String> sentences = new ArrayList<>();
    for (ResultColumn column : readings) {
      double honest = column.mean(result -> ResultColumn.honest(result).accuracy());
      double nGram = column.mean(result -> ResultColumn.nGram(result).accuracy());
      String beside =
          "%s than the n-gram's %s".formatted(honest > nGram ? "more" : "no more", percent(nGram));
      sentences.add(
          column.leaks()
              ? "\"%s\": right at %s of all positions, of which copying alone gives %s; where nothing can be copied at %s, %s."
                  .formatted(
                      column.label(),
                      percent(column.mean(result -> ResultColumn.all(result).accuracy())),
                      percent(column.copied()),
                      percent(honest),
                      beside)
              : "\"%s\": right at %s of the notes, %s."
                  .formatted(column.label(), percent(honest), beside));
    }
    return sentences;
  }
}
