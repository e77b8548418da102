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

  private record Text(Pattern pattern, ForeignFormat format) {

    static Text of(String pattern, ForeignFormat format) {
      return new Text(Pattern.compile(pattern, Pattern.MULTILINE), format);
    }
  }

  private static final List<Text> TEXTS =
      List.of(
          Text.of("<score-(partwise|timewise)\\b", ForeignFormat.score("a MusicXML file")),
          Text.of("<musescore\\b", ForeignFormat.score("a MuseScore file")),
          Text.of("<mei\\b", ForeignFormat.score("an MEI file")),
          Text.of(
              "\\A\\s*(<!doctype html|<html\\b|<head\\b)",
              new ForeignFormat("a web page", "download the MIDI file itself")),
          Text.of("\\A\\s*<(\\?xml|!doctype|[a-z])", new ForeignFormat("XML", "give a MIDI file")),
          Text.of(
              "^\\*\\*(kern|mens|recip|dynam|text|harm|silbe)\\b",
              ForeignFormat.score("a Humdrum file")),
          Text.of("\\A%abc", ForeignFormat.score("an ABC file")),
          Text.of("(?s)^x:\\s*\\d+.*?^k:", ForeignFormat.score("an ABC file")),
          Text.of("^\\\\version\\s+\"", ForeignFormat.score("a LilyPond file")),
          Text.of(
              "\\Aversion https://git-lfs",
              new ForeignFormat("a Git LFS pointer", "fetch the file itself with git lfs pull")),
          Text.of(
              "\\A\\S*/annex/objects/",
              new ForeignFormat(
                  "a git-annex pointer", "fetch the file itself with git annex get")));

  private ForeignText() {}

  static Optional<ForeignFormat> of(Region file) {
    String start = start(file).toLowerCase(Locale.ROOT);
    return TEXTS.stream()
        .filter(text -> text.pattern().matcher(start).find())
        .map(Text::format)
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
