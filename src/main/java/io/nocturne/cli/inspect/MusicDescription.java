package io.nocturne.cli.inspect;

import io.nocturne.base.Numbers;
import io.nocturne.cli.console.Durations;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.TextColumn;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.input.MusicFile;
import io.nocturne.input.MusicFile.Finding;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Describes a file of music. */
final class MusicDescription {

  private static final int TERM_COLUMNS = 12;
  private static final int NAME_COLUMNS = 32;
  private static final int MAX_LISTED = 4;
  private static final String[] MAJOR = {
    "Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"
  };
  private static final String[] MINOR = {
    "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"
  };

  private final Path file;
  private final MusicFile music;
  private final List<String> lines = new ArrayList<>();

  MusicDescription(Path file, MusicFile music) {
    this.file = file;
    this.music = music;
  }

  /** Returns the description, line by line. */
  List<String> lines() {
    lines.clear();
    lines.add(TextWidth.printable(file.toString()));
    term("format", music.format());
    for (int i = 0; i < music.pieces().size(); i++) {
      if (music.pieces().size() > 1) {
        lines.add("");
        lines.add("Piece " + (i + 1));
      }
      describe(music.pieces().get(i));
    }
    describeDamage();
    return List.copyOf(lines);
  }

  private void describe(Piece piece) {
    term("division", division(piece.division()));
    term("length", Durations.words(length(piece)));
    term("tempo", tempo(piece.tempos()));
    term(
        "time",
        list(
            piece.timeSignatures().stream().map(t -> t.numerator() + "/" + t.denominator()),
            "4/4"));
    term("key", list(piece.keySignatures().stream().map(MusicDescription::key), "not stated"));
    term("notes", notes(piece));
    lines.add("");
    lines.addAll(tracks(piece.tracks()));
  }

  private static Duration length(Piece piece) {
    return Duration.ofMillis(Math.round(1000 * Timeline.of(piece).seconds(piece.endTicks())));
  }

  private static String division(Division division) {
    if (division instanceof Division.Smpte smpte) {
      return smpte.framesPerSecond()
          + " frames a second, "
          + TextWidth.count(smpte.ticksPerFrame(), "tick", "ticks")
          + " each";
    }
    int ticks = ((Division.Metrical) division).ticksPerQuarter();
    return ticks + (ticks == 1 ? " tick" : " ticks") + " to the quarter note";
  }

  private static String tempo(List<Tempo> tempos) {
    if (tempos.isEmpty()) {
      return "not stated: 120 quarter notes a minute";
    }
    ToIntFunction<Tempo> micros = Tempo::microsecondsPerQuarter;
    IntSummaryStatistics range = tempos.stream().mapToInt(micros).summaryStatistics();
    if (range.getMin() == range.getMax()) {
      return perMinute(range.getMin()) + " quarter notes a minute";
    }
    return "%s to %s quarter notes a minute, %s"
        .formatted(
            perMinute(range.getMax()),
            perMinute(range.getMin()),
            TextWidth.count(
                changes(tempos.stream().map(Tempo::microsecondsPerQuarter)), "change", "changes"));
  }

  private static String perMinute(int micros) {
    return Numbers.fixed(Tempo.MICROSECONDS_PER_MINUTE / micros, 1).replaceFirst("\\.0$", "");
  }

  private static String key(KeySignature key) {
    int place = key.sharps() + 7;
    return key.mode() == Mode.MINOR ? MINOR[place] + " minor" : MAJOR[place] + " major";
  }

  private static int changes(Stream<Integer> values) {
    return eachOnce(values).size() - 1;
  }

  /** Returns the values without those that repeat the previous one. */
  private static <T> List<T> eachOnce(Stream<T> values) {
    List<T> once = new ArrayList<>();
    values.forEach(
        value -> {
          if (once.isEmpty() || !once.get(once.size() - 1).equals(value)) {
            once.add(value);
          }
        });
    return once;
  }

  private static String list(Stream<String> stated, String none) {
    List<String> items = eachOnce(stated);
    if (items.isEmpty()) {
      return none;
    }
    String first = String.join(", ", items.subList(0, Math.min(MAX_LISTED, items.size())));
    int more = items.size() - MAX_LISTED;
    return more > 0
        ? first + " and " + TextWidth.count(more, "more change", "more changes")
        : first;
  }

  private static String notes(Piece piece) {
    int all = piece.noteCount();
    if (all == 0) {
      return "none";
    }
    List<String> facts = new ArrayList<>();
    facts.add(Numbers.grouped(all));
    int percussion = all - piece.pitched().noteCount();
    if (percussion > 0) {
      facts.add(String.format(Locale.ROOT, "%,d of percussion", percussion));
    }
    if (percussion < all) {
      facts.add(pitches(piece.notes()));
    }
    IntSummaryStatistics velocity =
        piece.notes().stream().mapToInt(Note::velocity).summaryStatistics();
    facts.add(
        velocity.getMin() == velocity.getMax()
            ? "velocity " + velocity.getMin()
            : "velocity " + velocity.getMin() + " to " + velocity.getMax());
    return String.join(", ", facts);
  }

  private static String pitches(List<Note> notes) {
    IntSummaryStatistics pitch =
        notes.stream()
            .filter(note -> !note.isPercussion())
            .mapToInt(Note::pitch)
            .summaryStatistics();
    if (pitch.getCount() == 0) {
      return notes.isEmpty() ? "" : "percussion";
    }
    String lowest = PitchName.of(pitch.getMin());
    return pitch.getMin() == pitch.getMax()
        ? lowest
        : lowest + " to " + PitchName.of(pitch.getMax());
  }

  private static List<String> tracks(List<Track> tracks) {
    Table table =
        new Table(
            TextColumn.number("track"),
            TextColumn.text("name").atMost(NAME_COLUMNS),
            TextColumn.number("notes"),
            TextColumn.text("pitches"),
            TextColumn.text("channels"),
            TextColumn.text("programs").atMost(NAME_COLUMNS));
    for (int i = 0; i < tracks.size(); i++) {
      Track track = tracks.get(i);
      table.row(
          i + 1,
          track.name(),
          track.notes().size(),
          pitches(track.notes()),
          numbers(track.notes().stream().mapToInt(note -> note.channel() + 1)),
          numbers(track.programs().stream().mapToInt(ProgramChange::program)));
    }
    return table.lines();
  }

  private static String numbers(IntStream values) {
    return values.sorted().distinct().mapToObj(String::valueOf).collect(Collectors.joining(", "));
  }

  private void describeDamage() {
    lines.add("");
    int found = music.diagnostics().size();
    lines.add(
        found == 0 ? "No damage." : TextWidth.count(found, "thing is wrong:", "things are wrong:"));
    for (Finding finding : music.diagnostics()) {
      lines.add("  " + TextWidth.printable(finding.describe("")));
    }
  }

  private void term(String name, String description) {
    lines.add("  " + TextWidth.padRight(name, TERM_COLUMNS) + description);
  }
}
