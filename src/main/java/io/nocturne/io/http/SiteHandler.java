package io.nocturne.io.http;

import io.nocturne.base.UserError;
import io.nocturne.io.http.PageServer.HttpReply;
import io.nocturne.io.http.PageServer.Site;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the responses of a site, with the headers that keep its pages to themselves. */
final class SiteHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(SiteHandler.class);
  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          // An address may have a token in it.
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

  private final Site site;

  SiteHandler(Site site) {
    super(InvocationType.BLOCKING);
    this.site = site;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpReply reply;
    try {
      reply = site.reply(request);
    } catch (IOException | RuntimeException e) {
      LOG.error(e instanceof UserError ? e.getMessage() : "a request failed", e);
      reply = HttpReply.refusal(500, site.failure());
    }
    send(reply, response, callback);
    return true;
  }

  /** Responds to a request that Jetty refuses, such as a malformed one. */
  boolean error(Request request, Response response, Callback callback) {
    int status = Math.max(400, response.getStatus());
    send(HttpReply.refusal(status, site.malformed()), response, callback);
    return true;
  }

  private void send(HttpReply reply, Response response, Callback callback) {
    response.setStatus(reply.status());
    HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put("Content-Security-Policy", site.securityPolicy());
    reply.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().remaining());
    response.write(true, reply.body(), callback);
  }
}
