package io.nocturne.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What pages write as addresses. */
final class Addresses {
  private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";
  private static final String LEGAL_IN_HOST = "[]"; // Round an IPv6 address.
  private static final int LAST_PORT = 65_535;

  private Addresses() {}

  /** Whether something can be asked for at an address: it is of the web, and has a host. */
  static boolean isWeb(URI address) {
    boolean scheme =
        "http".equalsIgnoreCase(address.getScheme())
            || "https".equalsIgnoreCase(address.getScheme());
    return scheme && address.getHost() != null && address.getPort() <= LAST_PORT;
  }

  /**
   * An absolute address of the web without its fragment; characters that addresses may not have,
   * such as blanks, are percent-encoded.
   */
  static Optional<URI> web(String text) {
    String whole = encoded(text.strip());
    int fragment = whole.indexOf('#');
    try {
      URI address = new URI(fragment < 0 ? whole : whole.substring(0, fragment));
      return isWeb(address) ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    int path = text.indexOf('/', text.indexOf("//") + 2);
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int length = Character.charCount(character);
      boolean inHost = path < 0 || i < path;
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
