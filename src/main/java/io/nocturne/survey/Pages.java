package io.nocturne.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** The pages of a study, as HTML. */
final class Pages {
  private final Study study;
  private final List<String> consent;

  Pages(Study study, List<String> consent) {
    this.study = study;
    this.consent = List.copyOf(consent);
  }

  /** Returns the page with the text that a participant agrees to. */
  String consent() {
    return page("Before you begin", "consent", Map.of("paragraphs", consent));
  }

  /**
   * Returns an excerpt and its questions.
   *
   * @param place from 1
   * @param answers given already, by question
   */
  String excerpt(int place, Map<String, String> answers) {
    boolean last = place == study.excerpts().size();
    return page(
        "Excerpt " + place,
        "excerpt",
        Map.of(
            "place",
            place,
            "of",
            study.excerpts().size(),
            "scales",
            scales(answers),
            "heard",
            points(Question.HEARD_ANSWERS, answers.getOrDefault(Question.HEARD, "")),
            "comment",
            answers.getOrDefault(Question.COMMENT, ""),
            "longest",
            Question.MAX_COMMENT_LENGTH,
            "back",
            place > 1,
            "next",
            last ? "Finish" : "Next"));
  }

  /**
   * Returns the last page.
   *
   * @param missing places of excerpts with an open question
   */
  String done(List<Integer> missing) {
    return page(
        "Done",
        "done",
        missing.isEmpty()
            ? Map.of("complete", true)
            : Map.of("missing", Map.of("places", missing)));
  }

  private String page(String heading, String kind, Map<String, Object> content) {
    return Resources.page(
        "page.html", Map.of("title", study.title(), "heading", heading, kind, content));
  }

  private static List<Map<String, Object>> scales(Map<String, String> answers) {
    List<Map<String, Object>> scales = new ArrayList<>();
    for (Question question : Question.values()) {
      String chosen = answers.getOrDefault(question.key(), "");
      List<String> values =
          IntStream.rangeClosed(1, Question.POINTS).mapToObj(String::valueOf).toList();
      List<Map<String, Object>> points = points(values, chosen);
      points.get(0).put("end", question.low());
      points.get(Question.POINTS - 1).put("end", question.high());
      scales.add(Map.of("key", question.key(), "text", question.text(), "points", points));
    }
    return scales;
  }

  private static List<Map<String, Object>> points(List<String> values, String chosen) {
    List<Map<String, Object>> points = new ArrayList<>();
    for (String value : values) {
      Map<String, Object> point = new HashMap<>();
      point.put("point", value);
      point.put("chosen", Objects.equals(value, chosen));
      points.add(point);
    }
    return points;
  }
}
