package io.nocturne.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
   * Returns the addresses that a page links to, each once, in its order.
   *
   * @param html the page, in the encoding that it declares, or else in UTF-8
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
    URI base =
        Optional.ofNullable(page.selectFirst("base[href]"))
            .flatMap(named -> Addresses.web(named.absUrl("href")))
            .orElse(address);
    Set<URI> links = new LinkedHashSet<>();
    for (Element link : page.select("a[href], area[href]")) {
      Addresses.resolved(base, link.attr("href")).ifPresent(links::add);
    }
    return links;
  }
}
