package io.nocturne.fetch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names under which files from elsewhere may be kept on any system, within the folder alone. */
final class FileNames {
  /**
   * The maximum number of bytes in UTF-8: file systems allow 255, the suffix of an incomplete file
   * included.
   */
  private static final int MAX_BYTES = 180;

  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N} ._()+,=@#&!'-]+");
  private static final Pattern EXTENSION =
      Pattern.compile("\\.(mid|midi|kar|rmi)$", Pattern.CASE_INSENSITIVE);
  // Devices on Windows, whatever their extension.
  private static final Pattern RESERVED =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

  private FileNames() {}

  /**
   * Returns a name for a file, different from those that are taken, also where case does not count.
   *
   * @param taken names in lower case
   */
  static String of(URI address, Set<String> taken) {
    String name = safe(lastSegment(address));
    String extension = EXTENSION.matcher(name).find() ? name.substring(name.lastIndexOf('.')) : "";
    String stem = name.substring(0, name.length() - extension.length());
    stem = shortened(stem).stripTrailing();
    if (stem.isEmpty()) {
      stem = "file";
    }
    String end = extension.isEmpty() ? ".mid" : extension;
    String candidate = stem + end;
    for (int number = 2; taken.contains(candidate.toLowerCase(Locale.ROOT)); number++) {
      candidate = stem + "-" + number + end;
    }
    return candidate;
  }

  private static String shortened(String stem) {
    int end = 0;
    for (int bytes = 0; end < stem.length(); ) {
      int next = end + Character.charCount(stem.codePointAt(end));
      bytes += stem.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        break;
      }
      end = next;
    }
    return stem.substring(0, end);
  }

  private static String lastSegment(URI address) {
    // Decoded before it is shortened: an encoded slash separates nothing in the address, but would
    // here.
    String path = address.getPath() == null ? "" : address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String safe(String name) {
    String safe = UNSAFE.matcher(name).replaceAll("_").strip();
    // Hidden files, and the folder and its parent, begin with dots; Windows drops dots at the end.
    safe = safe.replaceAll("^[. ]+", "").replaceAll("[. ]+$", "");
    return RESERVED.matcher(safe).matches() ? "_" + safe : safe;
  }
}
