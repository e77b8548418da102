package io.nocturne.midi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Formats that are text: sheet music, web pages, stand-ins for files that are kept elsewhere. */
final class ForeignText {

  /** Long enough for the comments that scores and pages begin with. */
  private static final int LOOKED_AT = 8192;

  private record TextPattern(Pattern pattern, ForeignFormat format) {

    static TextPattern of(String pattern, ForeignFormat format) {
      return new TextPattern(Pattern.compile(pattern, Pattern.MULTILINE), format);
    }
  }

  private static final List<TextPattern> TEXTS =
      List.of(
          TextPattern.of(
              "<score-(partwise|timewise)\\b", ForeignFormat.musicXml("a MusicXML file")),
          TextPattern.of("<musescore\\b", ForeignFormat.score("a MuseScore file")),
          TextPattern.of("<mei\\b", ForeignFormat.score("an MEI file")),
          TextPattern.of(
              "\\A\\s*(<!doctype html|<html\\b|<head\\b)",
              new ForeignFormat("a web page", "download the MIDI file itself")),
          TextPattern.of(
              "\\A\\s*<(\\?xml|!doctype|[a-z])", new ForeignFormat("XML", "give a MIDI file")),
          TextPattern.of(
              "^\\*\\*(kern|mens|recip|dynam|text|harm|silbe)\\b",
              ForeignFormat.score("a Humdrum file")),
          TextPattern.of("\\A%abc", ForeignFormat.score("an ABC file")),
          TextPattern.of("(?s)^x:\\s*\\d+.*?^k:", ForeignFormat.score("an ABC file")),
          TextPattern.of("^\\\\version\\s+\"", ForeignFormat.score("a LilyPond file")),
          TextPattern.of(
              "\\Aversion https://git-lfs",
              new ForeignFormat("a Git LFS pointer", "fetch the file itself with git lfs pull")),
          TextPattern.of(
              "\\A\\S*/annex/objects/",
              new ForeignFormat(
                  "a git-annex pointer", "fetch the file itself with git annex get")));

  private ForeignText() {}

  static Optional<ForeignFormat> of(Region file) {
    String start = start(file).toLowerCase(Locale.ROOT);
    return TEXTS.stream()
        .filter(text -> text.pattern().matcher(start).find())
        .map(TextPattern::format)
        .findFirst();
  }

  private static String start(Region file) {
    int length = Math.min(file.end(), LOOKED_AT);
    if (file.has("\u00fe\u00ff", 0) || file.has("\u00ff\u00fe", 0)) {
      return new String(file.bytes(), 0, length, UTF_16);
    }
    int mark = file.has("\u00ef\u00bb\u00bf", 0) ? 3 : 0;
    return new String(file.bytes(), mark, length - mark, ISO_8859_1);
  }
}
