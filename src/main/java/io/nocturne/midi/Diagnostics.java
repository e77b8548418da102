package io.nocturne.midi;

import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what is wrong in one file; in strict reading the first diagnostic is the last. */
final class Diagnostics {

  /** A hostile file can hold a problem in every few bytes; more than these are only counted. */
  static final int MAX_LISTED = 100;

  private final String name;
  private final Strictness strictness;
  private final List<Diagnostic> listed = new ArrayList<>();
  private long unlisted;
  private Diagnostic firstUnlisted = new Diagnostic(0, 0, "");

  Diagnostics(String name, Strictness strictness) {
    this.name = name;
    this.strictness = strictness;
  }

  /** Reports damage that lenient reading survives. */
  void report(int track, long offset, String message) throws MidiException {
    Diagnostic found = new Diagnostic(track, offset, message);
    if (strictness == Strictness.STRICT) {
      throw new MidiException(name, found, "re-export the file, or read it leniently");
    }
    if (listed.size() < MAX_LISTED) {
      listed.add(found);
    } else if (unlisted++ == 0) {
      firstUnlisted = found;
    }
  }

  /** Returns the error for what no reader could survive. */
  MidiException fatal(int track, long offset, String message) {
    return fatal(track, offset, message, "re-export the file or move it out of the folder");
  }

  /** Returns the error for a file of another format. */
  MidiException foreign(ForeignFormat format) {
    return fatal(0, 0, format.problem(), format.advice());
  }

  private MidiException fatal(int track, long offset, String message, String advice) {
    return new MidiException(name, new Diagnostic(track, offset, message), advice);
  }

  /** Returns a number of things in words, as messages have it. */
  static String counted(long count, String thing) {
    return count == 1 ? "1 " + thing : String.format(Locale.ROOT, "%,d %ss", count, thing);
  }

  List<Diagnostic> all() {
    if (unlisted == 0) {
      return List.copyOf(listed);
    }
    List<Diagnostic> all = new ArrayList<>(listed);
    all.add(
        new Diagnostic(
            firstUnlisted.track(),
            firstUnlisted.offset(),
            "here and further on, " + counted(unlisted, "problem") + " not listed"));
    return List.copyOf(all);
  }
}
