package io.nocturne.cli.generate;

import io.nocturne.render.soundfont.SoundFont;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where generated pieces go, and as what.
 *
 * @param out as the user named it
 * @param formats the one that {@code out} names, and further ones
 * @param program instrument of channels that have none, 0 to 127
 * @param soundFont what sounds; without one our own piano
 * @param index whether a page shows all pieces
 */
record OutputPlan(
    Path out, Set<PieceFormat> formats, int program, Optional<SoundFont> soundFont, Index index) {

  /** Whether there is a page of all pieces. */
  enum Index {
    /** A file {@code index.html}. */
    WRITTEN,
    /** None. */
    NONE
  }

  OutputPlan {
    formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
  }

  /** The format that {@code out} names; without an extension MIDI. */
  static Optional<PieceFormat> named(Path out) {
    String extension = PieceFormat.extensionOf(out);
    return extension.isEmpty() ? Optional.of(PieceFormat.MID) : PieceFormat.of(extension);
  }

  /**
   * The file of a piece in a format: {@code out} with another extension, and with the piece's
   * number if there are several, with zeros in front so that names sort as numbers do.
   *
   * @param number of the piece, from 1
   * @param count how many pieces there are
   */
  Path file(PieceFormat format, int number, int count) {
    String typed = PieceFormat.extensionOf(out);
    String name = out.getFileName().toString();
    String stem = name.substring(0, name.length() - typed.length());
    String extension = named(out).equals(Optional.of(format)) ? typed : "." + format.extension();
    String digits = "0".repeat(digits(count) - digits(number)) + number;
    return out.resolveSibling(stem + (count == 1 ? "" : "-" + digits) + extension);
  }

  /** The files of all pieces in a format. */
  List<Path> files(PieceFormat format, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> file(format, number, count)).toList();
  }

  /** The page of all pieces. */
  Path indexFile() {
    return out.resolveSibling("index.html");
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}
