package io.nocturne.cli.generate;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file format for pieces, named by its extension. */
enum PieceFormat {
  MID("mid", "midi"),
  MUSICXML("musicxml", "xml"),
  WAV("wav", "wave"),
  PNG("png", "png"),
  SVG("svg", "svg");

  private final String extension;
  private final String otherExtension;

  PieceFormat(String extension, String otherExtension) {
    this.extension = extension;
    this.otherExtension = otherExtension;
  }

  /** Returns the extension that files get, without its dot. */
  String extension() {
    return extension;
  }

  /** Returns the extension of a file's name with its dot; empty if it has none. */
  static String extensionOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot);
  }

  /** Returns the format of an extension in any case, with its dot or without. */
  static Optional<PieceFormat> of(String extension) {
    String name = extension.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    return Arrays.stream(values())
        .filter(format -> name.equals(format.extension) || name.equals(format.otherExtension))
        .findFirst();
  }

  /**
   * Returns the extensions of all formats: {@code mid, musicxml, wav, png}, then the word and
   * {@code svg}.
   */
  static String all(String word) {
    List<String> names = Arrays.stream(values()).map(PieceFormat::extension).toList();
    int last = names.size() - 1;
    return names.subList(0, last).stream().collect(Collectors.joining(", "))
        + " "
        + word
        + " "
        + names.get(last);
  }
}
