package io.nocturne.survey;

import io.nocturne.io.http.PageServer.HttpReply;
import io.nocturne.io.http.PageServer.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * Finds what a request is for. Its path never becomes a file's: it names a participant by the
 * token, and a page or sound by its place in that participant's order.
 */
final class SurveyHandler implements Site {
  /** A comment of the longest, of which each character takes nine as a form sends it, and more. */
  private static final int MAX_FORM_BYTES = 32_768;

  private static final int MAX_DISCARDED_BYTES = 1 << 20;
  private static final int MAX_FIELDS = 16;
  private static final String SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self'; connect-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Map<String, ParticipantSession> visits = new HashMap<>();
  private final Map<String, HttpReply> shared =
      Map.of(
          "/survey.css", content("text/css", Resources.style()),
          "/survey.js", content("text/javascript", Resources.text("survey.js")));

  SurveyHandler(StudyFolder folder, AnswerStore store) throws IOException {
    Study study = folder.study();
    Pages pages = new Pages(study, folder.consent());
    folder
        .tokens()
        .forEach(
            (participant, token) ->
                visits.put(
                    token, new ParticipantSession(folder, study, pages, store, participant)));
  }

  private static HttpReply content(String type, String text) {
    return HttpReply.content(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String securityPolicy() {
    return SECURITY_POLICY;
  }

  @Override
  public String failure() {
    // The answers were not kept, and the page says so.
    return "This did not work. Please inform the person who sent you the link.";
  }

  @Override
  public String malformed() {
    return "This request is not one of the study.";
  }

  @Override
  public HttpReply reply(Request request) throws IOException {
    String path = request.getHttpURI().getCanonicalPath();
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    if (!reads && !HttpMethod.POST.is(request.getMethod())) {
      return HttpReply.refusal(405, "Pages are read and forms are sent here, nothing else.");
    }
    if (shared.containsKey(path)) {
      return shared.get(path);
    }
    String[] steps = path.split("/", -1);
    if (steps.length < 3 || !steps[1].equals("p") || !visits.containsKey(steps[2])) {
      return HttpReply.notFound();
    }
    ParticipantSession visit = visits.get(steps[2]);
    return reads ? read(request, visit, steps) : write(request, visit, steps);
  }

  private static HttpReply read(Request request, ParticipantSession visit, String[] steps)
      throws IOException {
    if (steps.length == 3) { // So that relative links lead below the token.
      return HttpReply.seeOther("/p/" + steps[2] + "/");
    }
    if (steps.length == 4) {
      return steps[3].isEmpty() ? visit.begin() : visit.page(steps[3]);
    }
    if (steps.length == 5 && steps[3].equals("sound")) {
      String range = request.getHeaders().get(HttpHeader.RANGE);
      return visit.sound(steps[4], range == null ? "" : range);
    }
    return HttpReply.notFound();
  }

  private static HttpReply write(Request request, ParticipantSession visit, String[] steps)
      throws IOException {
    if (steps.length != 4) {
      return HttpReply.notFound();
    }
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      return HttpReply.refusal(415, "Answers are sent as a form.");
    }
    if (request.getLength() > MAX_FORM_BYTES) {
      return tooLong(request);
    }
    Fields fields;
    try {
      fields = FormFields.getFields(request, MAX_FIELDS, MAX_FORM_BYTES);
    } catch (RuntimeException e) {
      // Sent in chunks, it turned out to be too long: Jetty says so as the cause, or at once.
      return e instanceof IllegalStateException || e.getCause() instanceof IllegalStateException
          ? tooLong(request)
          : HttpReply.refusal(400, "This form cannot be read.");
    }
    Map<String, String> form = new LinkedHashMap<>();
    for (Fields.Field field : fields) {
      if (field.hasMultipleValues()) {
        return HttpReply.refusal(400, "A question has one answer.");
      }
      form.put(field.getName(), field.getValue());
    }
    HttpReply reply = steps[3].equals("consent") ? visit.agree(form) : visit.answer(steps[3], form);
    boolean script = "application/json".equals(request.getHeaders().get(HttpHeader.ACCEPT));
    return script && reply.status() == 303 ? HttpReply.done() : reply;
  }

  /** Reads the rest of a request: a client that is still sending would get no response. */
  private static HttpReply tooLong(Request request) throws IOException {
    Request.asInputStream(request).readNBytes(MAX_DISCARDED_BYTES);
    return HttpReply.refusal(413, "This is longer than any form of the study.");
  }
}
