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
 * The files of generated pieces and their formats.
 *
 * @param out the file that the user named
 * @param formats the format of {@code out}, and further ones
 * @param program the program of channels that have none, 0 to 127
 * @param soundFont the instruments for WAV files and playing; empty for nocturne's piano
 * @param index whether a page shows all pieces
 */
record OutputPlan(
    Path out, Set<PieceFormat> formats, int program, Optional<SoundFont> soundFont, Index index) {

  /** The choice of a page with all pieces. */
  enum Index {
    /** A file {@code index.html}. */
    WRITTEN,
    /** No page. */
    NONE
  }

  OutputPlan {
    formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
  }

  /** Returns the format that {@code out} names; without an extension MIDI. */
  static Optional<PieceFormat> named(Path out) {
    String extension = PieceFormat.extensionOf(out);
    return extension.isEmpty() ? Optional.of(PieceFormat.MID) : PieceFormat.of(extension);
  }

  /**
   * Returns the file of a piece in a format: {@code out} with another extension, and with the
   * piece's number if there are several, with zeros in front so that names sort as numbers do.
   *
   * @param number the piece's number, from 1
   * @param count the number of pieces
   */
  Path file(PieceFormat format, int number, int count) {
    String typed = PieceFormat.extensionOf(out);
    String name = out.getFileName().toString();
    String stem = name.substring(0, name.length() - typed.length());
    String extension = named(out).equals(Optional.of(format)) ? typed : "." + format.extension();
    String digits = "0".repeat(digits(count) - digits(number)) + number;
    return out.resolveSibling(stem + (count == 1 ? "" : "-" + digits) + extension);
  }

  /** Returns the files of all pieces in a format. */
  List<Path> files(PieceFormat format, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> file(format, number, count)).toList();
  }

  /** Returns the file of the page with all pieces. */
  Path indexFile() {
    return out.resolveSibling("index.html");
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}
