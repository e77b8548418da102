package io.nocturne.cli.generate;

import io.nocturne.base.UserIOException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.PreprocessingOptions;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.ContinuedPiece;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.Primer;
import io.nocturne.dataset.WindowSpec.Openings;
import io.nocturne.input.MusicFile;
import io.nocturne.input.MusicReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.Track;
import io.nocturne.preprocess.Preprocessed;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.train.TrainSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of the primer, which generation continues from. */
final class PrimerOptions {
  private static final String NONE = "none";
  private static final int TICKS = 480;

  static final Setting<String> PRIMER =
      Setting.of(
          "primer",
          ValueType.text("PRIMER"),
          NONE,
          "a MIDI or MusicXML file, pitches such as \"C4 E4 G4\", or none to start from nothing");
  static final Setting<Optional<Integer>> NOTES =
      Setting.optional(
          "primer-notes",
          ValueType.wholeNumber(1, Integer.MAX_VALUE),
          "all",
          "number of the primer's notes to use, from its beginning");

  static final Setting<Optional<Path>> CONTINUE =
      Setting.optional(
          "continue",
          ValueType.path("FILE"),
          "",
          "write this file's music and a continuation of it");

  private PrimerOptions() {}

  /**
   * Checks the options by themselves, before any file is read.
   *
   * @throws UsageException if one was given that has no effect with the others
   */
  static void check(Invocation invocation) {
    if (invocation.value(CONTINUE).isEmpty()) {
      if (invocation.value(PRIMER).equals(NONE)) {
        PreprocessingOptions.requireNone(invocation, "applies to a primer, and there is none");
      }
      return;
    }
    for (Setting<?> other : List.of(PRIMER, NOTES, GenerateCommand.INCLUDE_PRIMER)) {
      if (invocation.isGiven(other)) {
        throw new UsageException(
            other.option() + ": --continue continues the whole file; leave one of them out");
      }
    }
    if (invocation.isGiven(TimingOptions.TEMPO)) {
      throw new UsageException("--tempo: --continue keeps the tempo of the file; leave it out");
    }
  }

  /**
   * Reads the primer that was asked for: a file of music if there is one of that name, the piece to
   * continue, or none.
   *
   * @param run has the tokens that the primer is written in
   */
  static Primer primer(Invocation invocation, RunFolder run) throws IOException {
    Preprocessing preprocessing = PreprocessingOptions.of(invocation, run);
    Optional<Path> continued = invocation.value(CONTINUE);
    if (continued.isPresent()) {
      Piece piece = continued(invocation, continued.get());
      return Primer.of(new ContinuedPiece(preprocessing.apply(piece)), run.tokenizer());
    }
    String text = invocation.value(PRIMER);
    if (text.equals(NONE)) {
      return Primer.none(run.tokenizer());
    }
    Preprocessed whole =
        isFile(text)
            ? file(invocation.console(), Path.of(text), preprocessing)
            : preprocessing.apply(pitches(text));
    return Primer.of(opening(whole, invocation.wholeNumber(NOTES)), run.tokenizer());
  }

  /** Returns the beginning of a primer, in one track: notes, and what the pedal does to them. */
  private static Preprocessed opening(Preprocessed whole, OptionalInt limit) {
    List<Note> notes = whole.piece().notes();
    if (limit.orElse(notes.size()) >= notes.size()) {
      return whole;
    }
    Piece opening = whole.piece().withNotes(notes.subList(0, limit.getAsInt()));
    Track track = opening.tracks().get(0);
    List<ControlChange> controls =
        track.controls().stream().filter(change -> change.tick() <= opening.endTicks()).toList();
    return whole.with(opening.withTracks(List.of(track.withControls(controls))));
  }

  private static boolean isFile(String text) {
    return MusicReader.isNamedLikeMusic(text) || Files.isRegularFile(Path.of(text));
  }

  /**
   * Warns of notes of the primer that the tokens cannot express, and of a start that the run has
   * never learned.
   */
  static void warn(Console console, GenerateJob job) throws IOException {
    Primer primer = job.primer();
    if (primer.loss().leftOut() > 0) {
      console.warn(
          "the run's vocabulary lacks %s of the primer; left out"
              .formatted(TextWidth.count(primer.loss().leftOut(), "note", "notes")));
    }
    if (primer.loss().unknown() > 0) {
      console.warn(
          "the run's vocabulary lacks %s of the primer; read as <unk>"
              .formatted(TextWidth.count(primer.loss().unknown(), "chord", "chords")));
    }
    int given = primer.ids().length;
    int window = job.run().model().window();
    if (given < window && TrainSpec.of(job.run()).data().openings() == Openings.SKIP) {
      console.warn(
          "the run was trained on full windows only, so a start from %s is unpredictable; give a --primer of %d, or train with --openings pad"
              .formatted(TextWidth.count(given, "token", "tokens"), window));
    }
  }

  private static Piece continued(Invocation invocation, Path file) throws IOException {
    List<Piece> pieces = read(invocation.console(), file).pieces();
    if (pieces.size() > 1) {
      throw new UserIOException(
          "%s: contains %d independent pieces; --continue takes one"
              .formatted(file, pieces.size()));
    }
    return pieces.get(0);
  }

  /** Reads a file, and prints its damage. */
  private static MusicFile read(Console console, Path file) throws IOException {
    MusicFile music = MusicReader.read(file, ReadOptions.DEFAULT);
    music.diagnostics().forEach(found -> console.warn(found.describe(file.toString())));
    return music;
  }

  /**
   * Returns the file's pieces, one after the other, in the bars of the first and the key of the
   * last, which the new notes follow.
   */
  private static Preprocessed file(Console console, Path file, Preprocessing preprocessing)
      throws IOException {
    List<Preprocessed> pieces = new ArrayList<>();
    read(console, file).pieces().forEach(piece -> pieces.add(preprocessing.apply(piece)));
    if (pieces.isEmpty()) {
      pieces.add(preprocessing.apply(Piece.of(file.toString(), TICKS, List.of())));
    }
    List<Track> tracks = new ArrayList<>();
    long start = 0;
    for (Preprocessed piece : pieces) {
      for (Track track : piece.piece().tracks()) {
        tracks.add(track.movedBy(start));
      }
      start += piece.piece().endTicks();
    }
    return pieces.get(pieces.size() - 1).with(pieces.get(0).piece().withTracks(tracks));
  }

  private static Piece pitches(String text) {
    List<Note> notes = new ArrayList<>();
    for (String name : List.of(text.trim().split("[\\s,]+", -1))) {
      int pitch;
      try {
        pitch = PitchName.parse(name);
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "--primer "
                + text
                + ": no such file, and "
                + name
                + " is not a pitch such as C4 or F#3",
            e);
      }
      notes.add(new Note((long) notes.size() * TICKS, TICKS, pitch, 64, 0));
    }
    return Piece.of(text, TICKS, notes);
  }
}
