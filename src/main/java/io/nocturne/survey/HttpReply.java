package io.nocturne.survey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response of the server, without the headers that all responses have. */
final class HttpReply {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * Creates a response.
   *
   * @param status of HTTP
   * @param headers by name
   * @param body may be empty; not changed afterwards
   */
  HttpReply(int status, Map<String, String> headers, byte[] body) {
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

  static HttpReply page(String html) {
    return content("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static HttpReply content(String type, byte[] body) {
    return new HttpReply(200, Map.of("Content-Type", type), body);
  }

  /** Returns a reason, in words. */
  static HttpReply refusal(int status, String reason) {
    return new HttpReply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        (reason + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the response to an unknown address, for a wrong token as for anything else. */
  static HttpReply notFound() {
    return refusal(404, "There is no such page. Check that the link is complete.");
  }

  /** Returns a redirection to another page, which is requested with GET. */
  static HttpReply seeOther(String place) {
    return new HttpReply(303, Map.of("Location", place), new byte[0]);
  }

  static HttpReply done() {
    return new HttpReply(204, Map.of(), new byte[0]);
  }
}
