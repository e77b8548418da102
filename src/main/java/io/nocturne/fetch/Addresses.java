package io.nocturne.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses as pages and servers write them. */
final class Addresses {
  private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";
  private static final String LEGAL_IN_HOST = "[]"; // Around an IPv6 address.
  private static final int MAX_PORT = 65_535;
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");

  private Addresses() {}

  /** Returns whether an address can be requested: by http or https, with a host. */
  static boolean isWeb(URI address) {
    boolean scheme =
        "http".equalsIgnoreCase(address.getScheme())
            || "https".equalsIgnoreCase(address.getScheme());
    return scheme && address.getHost() != null && address.getPort() <= MAX_PORT;
  }

  /**
   * Resolves a link as browsers do.
   *
   * @param base what the link is relative to
   * @return empty if it is not an address of the web
   */
  static Optional<URI> resolved(URI base, String link) {
    String text = withoutFragment(link.strip().replaceAll("[\\t\\r\\n]", ""));
    if (ABSOLUTE.matcher(text).matches()) {
      return web(text);
    }
    if (text.startsWith("//")) {
      return web(base.getScheme() + ":" + text);
    }
    if (text.isEmpty()) {
      return web(base.toString());
    }
    String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
    String page = base.getScheme() + "://" + base.getRawAuthority() + path;
    if (text.startsWith("?")) { // URI.resolve would leave out the page's own name.
      return web(page + text);
    }
    // After a dot, a colon in a name such as "op. 9: no. 2.mid" does not end a scheme.
    String relative = text.startsWith("/") ? text : "./" + text;
    try {
      return web(URI.create(page).resolve(encoded(relative, 0)).toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads an absolute address of the web and leaves out its fragment. Characters that addresses may
   * not have, such as blanks, are percent-encoded.
   *
   * @return empty if it is not one
   */
  static Optional<URI> web(String text) {
    String stripped = text.strip();
    int path = stripped.indexOf('/', stripped.indexOf("//") + 2);
    try {
      URI address =
          new URI(withoutFragment(encoded(stripped, path < 0 ? stripped.length() : path)));
      return isWeb(address) ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String withoutFragment(String address) {
    int fragment = address.indexOf('#');
    return fragment < 0 ? address : address.substring(0, fragment);
  }

  /**
   * Percent-encodes what is illegal.
   *
   * @param path where the path begins; brackets are legal in the host before it
   */
  private static String encoded(String text, int path) {
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int length = Character.charCount(character);
      boolean inHost = i < path;
      if (isLegal(text, i) || (inHost && LEGAL_IN_HOST.indexOf(character) >= 0)) {
        encoded.appendCodePoint(character);
      } else {
        byte[] bytes = text.substring(i, i + length).getBytes(StandardCharsets.UTF_8);
        for (byte one : bytes) {
          encoded.append("%%%02X".formatted(one));
        }
      }
      i += length;
    }
    return encoded.toString();
  }

  private static boolean isLegal(String text, int at) {
    char character = text.charAt(at);
    if (character == '%') {
      return text.length() > at + 2
          && Character.digit(text.charAt(at + 1), 16) >= 0
          && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
    return character < 128
        && (Character.isLetterOrDigit(character) || LEGAL.indexOf(character) >= 0);
  }
}
