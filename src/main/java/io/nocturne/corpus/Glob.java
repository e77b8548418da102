package io.nocturne.corpus;

import java.util.regex.Pattern;

/**
 * Patterns of paths, as of shells: {@code *} stands for any characters but a slash, {@code **} for
 * any, {@code ?} for one that is not a slash, {@code [a-f]} and {@code [!a-f]} for one of a set or
 * not of it, {@code {a,b}} for one of several patterns; a backslash quotes.
 *
 * <p>A pattern without a slash is matched with the name of a file, whatever its folder, as in
 * {@code .gitignore}; <code>**&#47;</code> also stands for no folder. Java has such patterns only
 * for paths of the file system, which cannot have every name that an archive has.
 */
final class Glob {
  private static final String ANY_FOLDER = "**/";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;
  private boolean isInBraces;

  private Glob(String glob) {
    this.glob = glob;
  }

  /**
   * Returns the regular expression of a pattern.
   *
   * @throws IllegalArgumentException if it is empty, or a bracket, a brace or a backslash has
   *     nothing that closes or follows it
   */
  static Pattern pattern(String glob) {
    boolean isOfName = !glob.contains("/");
    return new Glob(isOfName ? ANY_FOLDER + glob : glob).pattern();
  }

  private Pattern pattern() {
    require(!glob.isEmpty() && !glob.equals(ANY_FOLDER), "is empty");
    while (at < glob.length()) {
      append(glob.charAt(at++));
    }
    require(!isInBraces, "has a brace that is not closed");
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private void append(char character) {
    switch (character) {
      case '*' -> appendStar();
      case '?' -> regex.append("[^/]");
      case '[' -> appendSet();
      case '\\' -> {
        require(at < glob.length(), "ends with a backslash");
        quote(glob.charAt(at++));
      }
      case '{' -> {
        require(!isInBraces, "has braces in braces");
        isInBraces = true;
        regex.append("(?:");
      }
      case '}', ',' -> appendBrace(character);
      default -> quote(character);
    }
  }

  private void appendStar() {
    if (!glob.startsWith("*", at)) {
      regex.append("[^/]*");
      return;
    }
    boolean isFolders = glob.startsWith("*/", at) && (at == 1 || glob.charAt(at - 2) == '/');
    regex.append(isFolders ? "(?:.*/)?" : ".*");
    at += isFolders ? 2 : 1;
  }

  private void appendSet() {
    int end = glob.indexOf(']', at + 1);
    require(end > 0, "has a bracket that is not closed");
    boolean isNegated = glob.charAt(at) == '!' && end > at + 1;
    String set = glob.substring(isNegated ? at + 1 : at, end);
    regex.append(isNegated ? "[^/" : "[");
    regex.append(set.replaceAll("[\\\\\\[\\]^&]", "\\\\$0")).append(']');
    at = end + 1;
  }

  private void appendBrace(char character) {
    if (!isInBraces) {
      quote(character);
    } else if (character == ',') {
      regex.append('|');
    } else {
      isInBraces = false;
      regex.append(')');
    }
  }

  private void quote(char character) {
    regex.append(Pattern.quote(String.valueOf(character)));
  }

  private void require(boolean isValid, String problem) {
    if (!isValid) {
      throw new IllegalArgumentException("the pattern '%s' %s".formatted(glob, problem));
    }
  }
}
