package io.nocturne.export.web;

import io.nocturne.io.http.PageServer.HttpReply;
import io.nocturne.io.http.PageServer.Site;
import java.util.Map;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/** The files of a {@link WebPage} at a server. */
final class PageSite implements Site {
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  private final WebPage page;

  PageSite(WebPage page) {
    this.page = page;
  }

  @Override
  public String securityPolicy() {
    // A header can also say what a page in a file cannot: who may put it into a frame.
    return WebPage.SECURITY_POLICY + "; frame-ancestors 'none'";
  }

  @Override
  public HttpReply reply(Request request) {
    String method = request.getMethod();
    if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
      return HttpReply.refusal(405, "Pages are read here, nothing else.");
    }
    String path = request.getHttpURI().getCanonicalPath();
    String name = path.equals("/") ? WebPage.INDEX : path.substring(1);
    byte[] file = page.files().get(name);
    return file == null
        ? HttpReply.notFound()
        : HttpReply.content(
            TYPES.get(name.substring(name.lastIndexOf('.') + 1)) + "; charset=utf-8", file);
  }

  @Override
  public String failure() {
    return "This did not work. Please see what the program says.";
  }

  @Override
  public String malformed() {
    return "This request is not one for a page.";
  }
}
