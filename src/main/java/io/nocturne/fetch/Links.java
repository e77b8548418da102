package io.nocturne.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The links of a web page. */
final class Links {
  private Links() {}

  /**
   * The addresses that a page links to, each once, in its order.
   *
   * @param html the page; its own declaration, or else UTF-8, tells the characters
   * @param address where it came from, to which links are relative unless it says otherwise
   */
  static Set<URI> of(byte[] html, URI address) {
    Document page;
    try {
      page = Jsoup.parse(new ByteArrayInputStream(html), null, address.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Nothing is read from anywhere.
    }
    // Resolved here: jsoup looks for the base among all of a link's parents, for each link again.
    URL base = base(page, address);
    Set<URI> links = new LinkedHashSet<>();
    for (Element link : page.select("a[href], area[href]")) {
      resolved(base, link.attr("href")).ifPresent(links::add);
    }
    return links;
  }

  private static URL base(Document page, URI address) {
    Element named = page.selectFirst("base[href]");
    try {
      return new URL(named == null ? address.toString() : named.absUrl("href"));
    } catch (MalformedURLException e) {
      return url(address); // A base that is no address is none.
    }
  }

  private static URL url(URI address) {
    try {
      return address.toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e); // It was asked for.
    }
  }

  private static Optional<URI> resolved(URL base, String href) {
    String link = href.strip().replaceAll("[\\t\\r\\n]", "");
    try {
      // Before a query alone URL would leave out the page's own name.
      String path = link.startsWith("?") ? base.getPath() + link : link;
      return Addresses.web(new URL(base, path).toExternalForm());
    } catch (MalformedURLException e) {
      return Optional.empty(); // Such as javascript:
    }
  }
}
