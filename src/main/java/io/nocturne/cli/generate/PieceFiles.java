package io.nocturne.cli.generate;

import io.nocturne.base.UserException;
import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.ProgressDisplay;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.cli.generate.OutputPlan.Index;
import io.nocturne.io.file.AtomicFile;
import io.nocturne.io.file.Folders;
import io.nocturne.io.file.NamedOutputStream;
import io.nocturne.io.html.Gallery;
import io.nocturne.midi.MidiWriter;
import io.nocturne.music.Completion;
import io.nocturne.music.Piece;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PianoSound.SoundSpec;
import io.nocturne.render.Sound;
import io.nocturne.render.notation.SheetMusic;
import io.nocturne.render.notation.SheetMusic.NotationError;
import io.nocturne.render.soundfont.Speaker;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Writes generated pieces as an {@link OutputPlan} says. */
final class PieceFiles {
  private final OutputPlan plan;
  private final Console console;
  private final List<Piece> pieces;

  /** Creates a writer of pieces, which it completes with what other programs need. */
  PieceFiles(OutputPlan plan, Console console, List<Piece> generated) {
    this.plan = plan;
    this.console = console;
    pieces = generated.stream().map(piece -> Completion.of(piece, plan.program())).toList();
  }

  /**
   * Writes all files, several pieces at once, each file whole or not at all, and prints their
   * names.
   *
   * @param run the name of the run that generated the pieces
   * @param settings the settings that they were generated with
   */
  void write(String run, Map<String, String> settings)
      throws IOException, ExecutionException, InterruptedException {
    if (plan.index() == Index.WRITTEN) {
      // First, since it marks the sounds as nocturne's, should the process end between two files.
      byte[] page = gallery(run, settings).html().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(Folders.makeParent(plan.indexFile()), page);
    }
    int threads = Math.min(pieces.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (ProgressDisplay progress = console.progress("writing", pieces.size(), "pieces")) {
      List<Future<List<String>>> notices = new ArrayList<>();
      for (int i = 0; i < pieces.size(); i++) {
        int index = i;
        notices.add(pool.submit(() -> writeOne(index)));
      }
      for (int i = 0; i < pieces.size(); i++) {
        notices.get(i).get().forEach(console::note);
        console.print(line(i));
        progress.update(i + 1);
      }
    } finally {
      pool.shutdownNow();
      // After a failure the other writers delete their temporary files.
      pool.awaitTermination(10, TimeUnit.SECONDS);
    }
    if (plan.index() == Index.WRITTEN) {
      console.print(plan.indexFile() + ": " + TextWidth.count(pieces.size(), "piece", "pieces"));
    }
  }

  /**
   * Plays the pieces, one after the other.
   *
   * @throws UserException if there is no sound device
   */
  void play() throws IOException {
    for (int i = 0; i < pieces.size(); i++) {
      console.note("playing " + file(i));
      Speaker.play(sound(pieces.get(i)));
    }
  }

  /** Returns the first of a piece's files. */
  Path file(int index) {
    return file(plan.formats().iterator().next(), index);
  }

  /** Writes a piece's files, and returns the notices about them. */
  private List<String> writeOne(int index) throws IOException {
    List<String> notices = new ArrayList<>();
    percussion(index).ifPresent(notices::add);
    for (PieceFormat format : plan.formats()) {
      write(file(format, index), content(format, index, notices));
    }
    return notices;
  }

  /** Returns a notice of percussion that is in a piece's MIDI file but not in its other files. */
  private Optional<String> percussion(int index) {
    Piece piece = pieces.get(index);
    int percussion = piece.noteCount() - piece.pitched().noteCount();
    List<String> without = new ArrayList<>();
    for (PieceFormat format : plan.formats()) {
      boolean plays = format == PieceFormat.WAV && plan.soundFont().isPresent();
      if (format != PieceFormat.MID && !plays) {
        without.add(file(format, index).toString());
      }
    }
    if (percussion == 0 || without.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: without the %s of percussion"
            .formatted(String.join(", ", without), TextWidth.count(percussion, "note", "notes")));
  }

  private Path file(PieceFormat format, int index) {
    return plan.file(format, index + 1, pieces.size());
  }

  /** The content of a file. */
  @FunctionalInterface
  private interface FileContent {
    void writeTo(OutputStream out) throws IOException;
  }

  private FileContent content(PieceFormat format, int index, List<String> notices) {
    Piece piece = pieces.get(index);
    return switch (format) {
      case MID -> out -> out.write(MidiWriter.write(piece, 1));
      case MUSICXML -> out -> out.write(musicXml(piece, index, notices));
      case WAV -> sound(piece)::writeWav;
      case PNG -> out -> out.write(roll(piece, PianoRollSpec.DEFAULT).png());
      case SVG -> out -> out.write(roll(piece, PianoRollSpec.DEFAULT).svg());
    };
  }

  private byte[] musicXml(Piece piece, int index, List<String> notices) {
    SheetMusic music = SheetMusic.of(piece.pitched());
    if (music.leftOut() > 0) {
      notices.add(
          "%s: %s below C0 (MIDI pitch 12), which MusicXML cannot express, left out"
              .formatted(
                  file(PieceFormat.MUSICXML, index),
                  TextWidth.count(music.leftOut(), "note", "notes")));
    }
    NotationError rounding = music.rounding();
    if (!rounding.isExact()) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%s: %d of %s moved, by %.3f quarters at most, to what note values can express",
              file(PieceFormat.MUSICXML, index),
              rounding.moved(),
              TextWidth.count(rounding.notes(), "note", "notes"),
              rounding.largestQuarters()));
    }
    return music.musicXml();
  }

  private static PianoRoll roll(Piece piece, PianoRollSpec spec) {
    return PianoRoll.of(piece, spec.titled(piece.name()));
  }

  private Sound sound(Piece piece) {
    if (plan.soundFont().isPresent()) {
      return plan.soundFont().get().play(piece);
    }
    return PianoSound.of(piece, SoundSpec.DEFAULT);
  }

  private static void write(Path file, FileContent content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) { // Such as a pipe.
      try (OutputStream direct = new NamedOutputStream(file, Files.newOutputStream(file));
          OutputStream out = new BufferedOutputStream(direct)) {
        content.writeTo(out);
      }
      return;
    }
    try (AtomicFile atomic = AtomicFile.open(Folders.makeParent(file))) {
      try (OutputStream out = new BufferedOutputStream(atomic.out())) {
        content.writeTo(out);
      }
      atomic.commit();
    }
  }

  /** Returns a line such as {@code phrase-01.mid, .wav: 200 notes}. */
  private String line(int index) {
    StringBuilder line = new StringBuilder();
    for (PieceFormat format : plan.formats()) {
      Path file = file(format, index);
      line.append(line.isEmpty() ? file.toString() : ", " + PieceFormat.extensionOf(file));
    }
    return line.append(": ")
        .append(TextWidth.count(pieces.get(index).noteCount(), "note", "notes"))
        .toString();
  }

  private Gallery gallery(String run, Map<String, String> settings) {
    List<Gallery.Item> items = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      items.add(PieceSummary.of(pieces.get(i), files(i)));
    }
    return new Gallery(
        run + ": " + TextWidth.count(pieces.size(), "generated piece", "generated pieces"),
        settings,
        items);
  }

  private Map<String, String> files(int index) {
    Map<String, String> files = new LinkedHashMap<>();
    for (PieceFormat format : plan.formats()) {
      files.put(format.extension(), file(format, index).getFileName().toString());
    }
    return files;
  }
}
