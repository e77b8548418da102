package io.nocturne.cli;

import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.midi.MidiReader;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What generation goes on from. */
final class PrimerOptions {
  private static final String NONE = "none";
  private static final int TICKS = 480;

  static final Setting<String> PRIMER =
      Setting.of(
          "primer",
          ValueType.text("PRIMER"),
          NONE,
          "a MIDI file, pitches such as \"C4 E4 G4\", or none to start from nothing");
  static final Setting<Optional<Integer>> NOTES =
      Setting.optional(
          "primer-notes",
          ValueType.wholeNumber(1, Integer.MAX_VALUE),
          "all",
          "how many of the primer's notes, from its beginning");

  private PrimerOptions() {}

  /** The primer that was asked for; a MIDI file if there is one of that name. */
  static Optional<Piece> primer(Invocation invocation) throws IOException {
    String text = invocation.value(PRIMER);
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    List<Note> notes = isFile(text) ? file(Path.of(text)) : pitches(text);
    int most = invocation.value(NOTES).orElse(Integer.MAX_VALUE);
    return Optional.of(Piece.of(text, TICKS, notes.subList(0, Math.min(most, notes.size()))));
  }

  private static boolean isFile(String text) {
    return text.toLowerCase(Locale.ROOT).matches(".*\\.(mid|midi|kar|rmi)")
        || Files.isRegularFile(Path.of(text));
  }

  /** The notes by onset and pitch. */
  private static List<Note> file(Path file) throws IOException {
    return MidiReader.read(file).pieces().stream()
        .flatMap(piece -> piece.notes().stream())
        .sorted(Note.BY_ONSET_THEN_PITCH)
        .toList();
  }

  private static List<Note> pitches(String text) {
    List<Note> notes = new ArrayList<>();
    for (String name : List.of(text.trim().split("[\\s,]+", -1))) {
      int pitch;
      try {
        pitch = PitchName.parse(name);
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--primer " + text + ": no such file, and " + name + " is no pitch such as C4 or F#3",
            e);
      }
      notes.add(new Note((long) notes.size() * TICKS, TICKS, pitch, 64, 0));
    }
    return notes;
  }
}
