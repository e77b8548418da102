package io.nocturne.survey.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the server answers, the headers that all answers have aside. */
final class Reply {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param headers by name
   * @param body may be empty; not changed afterwards
   */
  Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  ByteBuffer body() {
    return ByteBuffer.wrap(body);
  }

  static Reply page(String html) {
    return content("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static Reply content(String type, byte[] body) {
    return new Reply(200, Map.of("Content-Type", type), body);
  }

  /** A reason, in words. */
  static Reply refusal(int status, String reason) {
    return new Reply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        (reason + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** No such page: of a wrong token as of anything else. */
  static Reply notFound() {
    return refusal(404, "There is no such page. Check that the link is whole.");
  }

  /** To another page, which is asked for anew. */
  static Reply seeOther(String place) {
    return new Reply(303, Map.of("Location", place), new byte[0]);
  }

  static Reply done() {
    return new Reply(204, Map.of(), new byte[0]);
  }
}
