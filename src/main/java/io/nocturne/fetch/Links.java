package io.nocturne.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashSet;
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
    Set<URI> links = new LinkedHashSet<>();
    for (Element link : page.select("a[href], area[href]")) {
      Addresses.web(link.absUrl("href")).ifPresent(links::add);
    }
    return links;
  }
}
