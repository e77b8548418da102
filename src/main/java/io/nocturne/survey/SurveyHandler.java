package io.nocturne.survey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a request is for. Its path never becomes a file's: it names a participant by the
 * token, and a page or sound by its place in that participant's order.
 */
final class SurveyHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(SurveyHandler.class);

  /** A comment of the longest, of which each character takes nine as a form sends it, and more. */
  private static final int MAX_FORM_BYTES = 32_768;

  private static final int MAX_DISCARDED_BYTES = 1 << 20;
  private static final int MAX_FIELDS = 16;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self'; connect-src"
              + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          // The address has the token in it.
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=()");

  private final Map<String, ParticipantSession> visits = new HashMap<>();
  private final Map<String, HttpReply> shared =
      Map.of(
          "/survey.css", resource("survey.css", "text/css; charset=utf-8"),
          "/survey.js", resource("survey.js", "text/javascript; charset=utf-8"));

  SurveyHandler(StudyFolder folder, AnswerStore store) throws IOException {
    super(InvocationType.BLOCKING);
    Study study = folder.study();
    Pages pages = new Pages(study, folder.consent());
    folder
        .tokens()
        .forEach(
            (participant, token) ->
                visits.put(
                    token, new ParticipantSession(folder, study, pages, store, participant)));
  }

  private static HttpReply resource(String name, String type) {
    return HttpReply.content(type, Resources.text(name).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpReply reply;
    try {
      reply = reply(request);
    } catch (IOException | RuntimeException e) {
      // The answers were not kept, and the page says so.
      LOG.error("a request failed", e);
      reply =
          HttpReply.refusal(
              500, "This did not work. Please inform the person who sent you the link.");
    }
    send(reply, response, callback);
    return true;
  }

  /** Responds to a request that Jetty refuses, such as a malformed one. */
  static boolean error(Request request, Response response, Callback callback) {
    int status = Math.max(400, response.getStatus());
    send(HttpReply.refusal(status, "This request is not one of the study."), response, callback);
    return true;
  }

  private static void send(HttpReply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    HEADERS.forEach(response.getHeaders()::put);
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
    response.write(true, reply.body(), callback);
  }

  private HttpReply reply(Request request) throws IOException {
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
