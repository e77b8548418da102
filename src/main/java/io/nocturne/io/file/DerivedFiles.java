package io.nocturne.io.file;

import io.nocturne.base.UserIOException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files whose names nobody has typed, such as the {@code index.html} of a folder. They may take the
 * place of what nocturne wrote, and of nothing else.
 */
public final class DerivedFiles {
  /** The element of a page's head that names the program that made it. */
  public static final String PAGE_MARK = "<meta name=\"generator\" content=\"nocturne\">";

  /** The comment before the first element of an SVG document; it may name what it shows. */
  public static final String SVG_MARK = "<!--nocturne-->";

  private static final Pattern SVG = Pattern.compile("<!--nocturne(?: (\\S+))?-->");
  private static final int HEAD_BYTES = 2000;

  private DerivedFiles() {}

  /**
   * Checks, before work begins, that files can be written.
   *
   * @param marked a page or an SVG document, which shows whether the files are nocturne's
   * @param others what is written beside it
   * @throws IOException naming the file that would be replaced and is not known to be nocturne's
   */
  public static void requireOwn(Path marked, Path... others) throws IOException {
    if (Files.exists(marked)) {
      if (!isOwn(marked)) {
        throw isForeign(marked);
      }
      return;
    }
    List<Path> foreign = Stream.of(others).filter(Files::exists).toList();
    if (!foreign.isEmpty()) {
      throw isForeign(foreign.get(0));
    }
  }

  /**
   * Returns an SVG document that says what it is of.
   *
   * @param svg of nocturne
   * @param origin without blanks or hyphens in a row
   */
  public static byte[] marked(byte[] svg, String origin) {
    return new String(svg, StandardCharsets.UTF_8)
        .replace(SVG_MARK, "<!--nocturne " + origin + "-->")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns what an SVG document of nocturne shows, if it is there and says so. */
  public static Optional<String> origin(Path svg) throws IOException {
    Matcher mark = SVG.matcher(head(svg));
    return mark.find() ? Optional.ofNullable(mark.group(1)) : Optional.empty();
  }

  private static boolean isOwn(Path marked) throws IOException {
    String head = head(marked);
    return head.contains(PAGE_MARK) || SVG.matcher(head).find();
  }

  private static String head(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static IOException isForeign(Path file) {
    return new UserIOException(
        file + ": exists and is not known to be nocturne's; move it away or choose another place");
  }
}
