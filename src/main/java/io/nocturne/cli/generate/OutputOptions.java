package io.nocturne.cli.generate;

import io.nocturne.base.UserIOException;
import io.nocturne.cli.command.DeviceOption;
import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.command.RunPaths;
import io.nocturne.cli.generate.OutputPlan.Index;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.Syntax;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.io.file.DerivedFiles;
import io.nocturne.io.file.Folders;
import io.nocturne.render.soundfont.SoundFont;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of output files and playing. */
final class OutputOptions {
  static final Setting<Path> OUT =
      Setting.required(
          "out",
          ValueType.path("FILE.mid"),
          "file to write, in the format of its extension: "
              + PieceFormat.all("or")
              + "; several pieces are numbered FILE-1.mid, FILE-2.mid");
  static final Setting<Optional<List<PieceFormat>>> FORMATS =
      Setting.optional(
          "formats",
          new ValueType<>(
              "LIST",
              "a list of " + PieceFormat.all("and") + " with commas between",
              OutputOptions::formats,
              OutputOptions::text),
          "that of --out alone",
          "additional files of each piece, such as wav,svg");
  static final Setting<Integer> PROGRAM =
      Setting.of(
          "program",
          ValueType.wholeNumber(0, 127),
          0,
          "General MIDI instrument; 0 is the grand piano");
  static final Setting<Optional<Path>> SOUNDFONT =
      Setting.optional(
          "soundfont",
          ValueType.path("FILE.sf2"),
          "nocturne's piano",
          "instruments for WAV files and --play");
  static final Setting<Boolean> INDEX =
      Setting.flag(
          "index", "also write index.html, a page that shows and plays all pieces, and WAV files");
  static final Setting<Boolean> PLAY = Setting.flag("play", "play the pieces at the end");

  /** Settings that have no influence on the notes. */
  private static final Set<Setting<?>> OUTPUT =
      Set.of(OUT, FORMATS, SOUNDFONT, INDEX, PLAY, DeviceOption.DEVICE, RunPaths.CHECKPOINTS);

  private OutputOptions() {}

  /**
   * Returns the files to write, checked before the work and not after it.
   *
   * @throws UsageException if the options do not fit together
   */
  static OutputPlan plan(Invocation invocation) throws IOException {
    Path out = invocation.value(OUT);
    PieceFormat named =
        OutputPlan.named(out)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--out %s: %s is not an output format; end the name in %s"
                            .formatted(out, PieceFormat.extensionOf(out), PieceFormat.all("or"))));
    Set<PieceFormat> formats = EnumSet.of(named);
    invocation.value(FORMATS).ifPresent(formats::addAll);
    Index index = invocation.value(INDEX) ? Index.WRITTEN : Index.NONE;
    boolean namesSound = formats.contains(PieceFormat.WAV);
    if (index == Index.WRITTEN) {
      formats.add(PieceFormat.WAV);
    }
    Optional<Path> soundFont = invocation.value(SOUNDFONT);
    if (soundFont.isPresent() && !formats.contains(PieceFormat.WAV) && !invocation.value(PLAY)) {
      throw new UsageException(
          "--soundfont "
              + soundFont.get()
              + ": has no effect without sound; add --formats wav or --play");
    }
    int count = invocation.value(GenerateCommand.COUNT);
    requireFile(out);
    if (Files.exists(out) && !Files.isRegularFile(out) && (formats.size() > 1 || count > 1)) {
      throw new UsageException(
          "--out " + out + ": a pipe or device takes one piece in one format; name a file");
    }
    int program = invocation.value(PROGRAM);
    OutputPlan plan = new OutputPlan(out, formats, program, font(soundFont, program), index);
    requireWritable(plan, count);
    if (index == Index.WRITTEN) {
      // The user did not name the sound files that only the page needs.
      List<Path> sounds = namesSound ? List.of() : plan.files(PieceFormat.WAV, count);
      DerivedFiles.requireOwn(plan.indexFile(), sounds.toArray(Path[]::new));
    }
    return plan;
  }

  private static Optional<SoundFont> font(Optional<Path> file, int program) throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    SoundFont font = SoundFont.read(file.get());
    font.requireProgram(program);
    return Optional.of(font);
  }

  /**
   * Returns the settings of the notes that are not their defaults, by name.
   *
   * @param syntax the command's
   */
  static Map<String, String> settings(Invocation invocation, Syntax syntax) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Setting<?> setting : syntax.settings()) {
      if (!OUTPUT.contains(setting)) {
        invocation.changedText(setting).ifPresent(text -> settings.put(setting.name(), text));
      }
    }
    return settings;
  }

  private static void requireFile(Path out) throws IOException {
    if (Files.isDirectory(out)) {
      throw new UserIOException(
          "--out " + out + ": is a folder; name a file, such as " + out.resolve("piece.mid"));
    }
  }

  private static void requireWritable(OutputPlan plan, int count) throws IOException {
    Folders.requireWritableFile(plan.file(plan.formats().iterator().next(), 1, count));
    for (PieceFormat format : plan.formats()) {
      for (Path file : plan.files(format, count)) { // All in the folder of the first.
        if (Files.isDirectory(file)) {
          throw new UserIOException(file + ": is a folder; move it away or choose another --out");
        }
      }
    }
  }

  private static Optional<List<PieceFormat>> formats(String text) {
    List<PieceFormat> formats = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      Optional<PieceFormat> format = PieceFormat.of(name.strip());
      if (format.isEmpty()) {
        return Optional.empty();
      }
      formats.add(format.get());
    }
    return Optional.of(List.copyOf(formats));
  }

  private static String text(List<PieceFormat> formats) {
    return formats.stream().map(PieceFormat::extension).collect(Collectors.joining(","));
  }
}
