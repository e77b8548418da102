package io.nocturne.cli.generate;

import io.nocturne.cli.command.SilenceSummary;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Silence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Reports generated pieces without notes, and long silences within pieces: a line for each kind.
 */
final class SilenceNotice {
  private final List<Path> empty = new ArrayList<>();
  private final List<Silent> silent = new ArrayList<>();

  /** A piece's file and the longest of its long silences. */
  private record Silent(Path file, Silence longest) {}

  /**
   * Checks a piece that was written.
   *
   * @param known the number of its notes that are the primer's; they come first
   */
  void add(Path file, Piece piece, int known) {
    List<Note> notes = piece.notes();
    if (notes.size() <= known) {
      empty.add(file);
      return;
    }
    long from = known == 0 ? 0 : notes.get(known - 1).onsetTicks();
    Silence.longOnes(piece).stream()
        .filter(silence -> silence.startTick() >= from)
        .max(Comparator.comparingDouble(Silence::seconds))
        .ifPresent(longest -> silent.add(new Silent(file, longest)));
  }

  /** Returns the notices, perhaps none. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!empty.isEmpty()) {
      lines.add(
          named(empty.get(0), empty.size())
              + ": no new notes; try another --seed, a larger --length or --min-length");
    }
    silent.stream()
        .max(Comparator.comparingDouble(one -> one.longest().seconds()))
        .ifPresent(
            worst ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %s silences longer than %.0f s; the longest lasts %s and starts"
                            + " at %s. Runs learn silences from their corpus; prepare --max-silence"
                            + " shortens it there",
                        named(worst.file(), silent.size()),
                        silent.size() == 1 ? "contains" : "contain",
                        Silence.LONG_SECONDS,
                        SilenceSummary.words(worst.longest().seconds()),
                        SilenceSummary.words(worst.longest().startSeconds()))));
    return lines;
  }

  private static String named(Path file, int count) {
    return count == 1
        ? file.toString()
        : file + " and " + TextWidth.count(count - 1, "other file", "other files");
  }
}
