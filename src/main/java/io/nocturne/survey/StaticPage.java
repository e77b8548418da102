package io.nocturne.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.InputFile;
import io.nocturne.io.file.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A study as one file: a page that loads nothing, keeps the answers in the participant's browser
 * and gives them out as a file, which {@link AnswerFile} reads.
 */
final class StaticPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StaticPage() {}

  /** Writes the page into the study's folder. */
  static void write(StudyFolder folder) throws IOException {
    String style = Resources.style();
    String script = Resources.text("static.js");
    Study study = folder.study();
    String page =
        Resources.page(
            "static.html",
            Map.of(
                "title", study.title(),
                "participants", study.participants(),
                "style", style,
                "styleHash", hash(style),
                "script", script,
                "scriptHash", hash(script),
                "consent", folder.consent(),
                "data", data(folder, study)));
    AtomicFile.write(folder.page(), page.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the hash that names a script or style in the page's security policy. */
  private static String hash(String text) {
    byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static String data(StudyFolder folder, Study study) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", Study.FORMAT).put("study", study.id());
    root.put("participants", study.participants()).put("points", Question.POINTS);
    ArrayNode questions = root.putArray("questions");
    for (Question question : Question.values()) {
      questions
          .addObject()
          .put("key", question.key())
          .put("text", question.text())
          .put("low", question.low())
          .put("high", question.high());
    }
    Question.HEARD_ANSWERS.forEach(root.putArray("heard")::add);
    root.put("longest", Question.MAX_COMMENT_LENGTH);
    ArrayNode orders = root.putArray("orders");
    WilliamsDesign.of(study.excerpts().size())
        .orders()
        .forEach(order -> order.forEach(orders.addArray()::add));
    ArrayNode excerpts = root.putArray("excerpts");
    for (String excerpt : study.excerpts()) {
      String wav = Base64.getEncoder().encodeToString(InputFile.bytes(folder.sound(excerpt)));
      excerpts.addObject().put("id", excerpt).put("wav", wav);
    }
    try {
      // So that nothing in it ends the script element that holds it.
      return JSON.writeValueAsString(root).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
