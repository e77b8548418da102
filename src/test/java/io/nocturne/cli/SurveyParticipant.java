package io.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.survey.Answer;
import io.nocturne.survey.Question;
import io.nocturne.survey.StudyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A participant of a survey who comments on one excerpt after another, with a number each. */
final class SurveyParticipant {
  private static final Pattern ADDRESS = Pattern.compile(" at (http\\S+); stop it");

  private final StudyFolder study;
  private final int number;
  private final List<String> excerpts;
  private final Map<String, Integer> saved = new HashMap<>();
  private int sent;

  SurveyParticipant(StudyFolder study, int number) throws IOException {
    this.study = study;
    this.number = number;
    excerpts = study.study().orderOf(number);
  }

  /**
   * Sends comments to a server until it is killed.
   *
   * @return how many it has acknowledged
   */
  int comment(ProcessRun.Running server) throws Exception {
    server.awaitOut("stop it with Ctrl-C");
    Matcher address = ADDRESS.matcher(Files.readString(server.out()));
    if (!address.find()) {
      return 0;
    }
    String link = address.group(1) + "/p/" + study.tokens().get(number) + "/";
    int acknowledged = 0;
    try {
      assertThat(SurveyIT.post(link + "consent", "agree=yes")).isEqualTo(303);
      while (true) {
        sent++;
        assertThat(SurveyIT.post(link + place(), "comment=" + sent)).isEqualTo(303);
        saved.put(excerpt(), sent);
        acknowledged++;
      }
    } catch (IOException e) {
      return acknowledged;
    }
  }

  private int place() {
    return 1 + sent % excerpts.size();
  }

  private String excerpt() {
    return excerpts.get(place() - 1);
  }

  /** Requires what was acknowledged; the last comment may have been kept without that. */
  void assertSaved(List<Answer> answers) {
    Map<String, Integer> kept = new HashMap<>();
    for (Answer answer : answers) {
      if (answer.participant() == number) {
        assertThat(answer.question()).isEqualTo(Question.COMMENT);
        kept.put(answer.excerpt(), Integer.valueOf(answer.value()));
      }
    }
    if (sent > 0 && Integer.valueOf(sent).equals(kept.get(excerpt()))) {
      saved.put(excerpt(), sent);
    }
    assertThat(kept).as("participant %d", number).isEqualTo(saved);
  }
}
