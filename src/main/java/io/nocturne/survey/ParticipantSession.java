package io.nocturne.survey;

import io.nocturne.io.http.PageServer.HttpReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pages and forms of one participant. */
final class ParticipantSession {
  /** The form field for the next page after the answers are stored. */
  static final String THEN = "then";

  private final StudyFolder folder;
  private final Pages pages;
  private final AnswerStore store;
  private final int participant;
  private final List<String> order;

  ParticipantSession(
      StudyFolder folder, Study study, Pages pages, AnswerStore store, int participant) {
    this.folder = folder;
    this.pages = pages;
    this.store = store;
    this.participant = participant;
    order = study.orderOf(participant);
  }

  /** Redirects to where the participant has stopped: the first excerpt with an open question. */
  HttpReply begin() throws IOException {
    if (!store.hasAgreed(participant)) {
      return HttpReply.page(pages.consent());
    }
    List<Integer> missing = missing();
    return HttpReply.seeOther(missing.isEmpty() ? "done" : missing.get(0).toString());
  }

  HttpReply page(String name) throws IOException {
    if (!store.hasAgreed(participant)) {
      return HttpReply.seeOther("./");
    }
    if (name.equals("done")) {
      return HttpReply.page(pages.done(missing()));
    }
    int place = place(name);
    return place == 0
        ? HttpReply.notFound()
        : HttpReply.page(pages.excerpt(place, store.answers(participant, order.get(place - 1))));
  }

  HttpReply sound(String name, String range) throws IOException {
    int place = place(name);
    return place == 0 || !store.hasAgreed(participant)
        ? HttpReply.notFound()
        : RangeResponse.reply(folder.sound(order.get(place - 1)), range);
  }

  HttpReply agree(Map<String, String> form) throws IOException {
    if (!form.equals(Map.of("agree", "yes"))) {
      return HttpReply.refusal(400, "To take part, go back and agree.");
    }
    store.agree(participant);
    return HttpReply.seeOther("./");
  }

  /**
   * Keeps the answers of a form.
   *
   * @param form values by name
   */
  HttpReply answer(String name, Map<String, String> form) throws IOException {
    int place = place(name);
    if (place == 0) {
      return HttpReply.notFound();
    }
    if (!store.hasAgreed(participant)) {
      return HttpReply.refusal(403, "Answers are kept from those who have agreed to take part.");
    }
    List<Answer> answers = new ArrayList<>();
    for (Map.Entry<String, String> field : form.entrySet()) {
      if (field.getKey().equals(THEN)) {
        continue;
      }
      // A browser's form has the line ends of two characters; a textarea counts them as one.
      String value = field.getValue().replace("\r\n", "\n");
      if (!Question.allows(field.getKey(), value)) {
        return HttpReply.refusal(400, "This is not an answer to a question of the study.");
      }
      answers.add(new Answer(participant, order.get(place - 1), field.getKey(), value));
    }
    store.keep(answers);
    return HttpReply.seeOther(next(place, form.getOrDefault(THEN, "")));
  }

  private String next(int place, String then) {
    return switch (then) {
      case "back" -> Integer.toString(Math.max(1, place - 1));
      case "next" -> place == order.size() ? "done" : Integer.toString(place + 1);
      default -> Integer.toString(place);
    };
  }

  /** Places of excerpts of which a scale, or whether they were heard before, is not answered. */
  private List<Integer> missing() throws IOException {
    List<Integer> missing = new ArrayList<>();
    for (int place = 1; place <= order.size(); place++) {
      Map<String, String> answers = store.answers(participant, order.get(place - 1));
      boolean open = !answers.containsKey(Question.HEARD);
      for (Question question : Question.values()) {
        open |= !answers.containsKey(question.key());
      }
      if (open) {
        missing.add(place);
      }
    }
    return missing;
  }

  /** Returns the place of an excerpt from 1; 0 if the name is not that of an excerpt. */
  private int place(String name) {
    return IntStream.rangeClosed(1, order.size())
        .filter(place -> Integer.toString(place).equals(name))
        .findFirst()
        .orElse(0);
  }
}
