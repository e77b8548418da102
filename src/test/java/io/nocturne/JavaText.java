package io.nocturne;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The prose of Java sources: comments and string literals. */
final class JavaText {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<javadoc>/\\*\\*(?!/).*?\\*/)|(?<block>/\\*.*?\\*/)|(?<line>//[^\\n]*)"
              + "|(?<text>\"\"\".*?(?<!\\\\)\"\"\")|(?<string>\"(?:\\\\.|[^\"\\\\\\n])*\")"
              + "|(?<character>'(?:\\\\.|[^'\\\\\\n])+')|(?<code>.)",
          Pattern.DOTALL);

  private JavaText() {}

  /** What a passage stands in. */
  enum Kind {
    JAVADOC,
    COMMENT,
    STRING
  }

  /**
   * A comment or string on one line, without its delimiters.
   *
   * @param line the line where it begins, from 1
   */
  record Passage(int line, Kind kind, String text) {}

  /**
   * Returns the passages in their order. Concatenated literals are one passage, as are comments of
   * consecutive lines.
   */
  static List<Passage> of(String source) {
    List<Passage> passages = new ArrayList<>();
    StringBuilder between = new StringBuilder();
    Matcher token = TOKEN.matcher(source);
    int line = 1;
    while (token.find()) {
      String text = token.group();
      if (token.group("code") != null || token.group("character") != null) {
        between.append(text);
      } else {
        add(passages, new Passage(line, kind(token), prose(token)), between.toString());
        between.setLength(0);
      }
      line += (int) text.chars().filter(c -> c == '\n').count();
    }
    return passages;
  }

  private static Kind kind(Matcher token) {
    if (token.group("javadoc") != null) {
      return Kind.JAVADOC;
    }
    return token.group("block") != null || token.group("line") != null ? Kind.COMMENT : Kind.STRING;
  }

  private static String prose(Matcher token) {
    String text = token.group();
    return switch (kind(token)) {
      case JAVADOC, COMMENT ->
          text.replaceAll("^/[*/]+|\\*/$", "").replaceAll("\\n\\s*\\*", "\n").strip();
      case STRING -> text.replaceAll("^\"+|\"+$", "").replace("\\n", " ").replace("\\\"", "\"");
    };
  }

  private static void add(List<Passage> passages, Passage next, String between) {
    Passage last = passages.isEmpty() ? null : passages.get(passages.size() - 1);
    boolean concatenated = next.kind() == Kind.STRING && between.strip().equals("+");
    boolean consecutive = next.kind() == Kind.COMMENT && between.isBlank();
    if (last != null && last.kind() == next.kind() && (concatenated || consecutive)) {
      String joint = concatenated ? "" : " ";
      passages.set(
          passages.size() - 1,
          new Passage(last.line(), last.kind(), squeeze(last.text() + joint + next.text())));
    } else {
      passages.add(new Passage(next.line(), next.kind(), squeeze(next.text())));
    }
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
