package io.nocturne.input;

import static io.nocturne.midi.MidiReader.ReadOptions.Strictness.STRICT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nocturne.input.FilePlace.InMidi;
import io.nocturne.input.FilePlace.InScore;
import io.nocturne.input.MusicFile.Finding;
import io.nocturne.io.file.InputFile;
import io.nocturne.midi.MidiException;
import io.nocturne.midi.MidiFile;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.musicxml.ScoreException;
import io.nocturne.musicxml.ScoreFile;
import io.nocturne.musicxml.ScoreReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files of music: MusicXML by its contents or its name, everything else as MIDI; either may
 * be compressed by gzip. Safe for use by many threads.
 */
public final class MusicReader {

  /** The longest file that is read, in bytes, before and after it is decompressed. */
  public static final int MAX_BYTES = Math.max(MidiReader.MAX_BYTES, ScoreReader.MAX_BYTES);

  private static final Set<String> MIDI = Set.of("mid", "midi", "kar", "rmi");
  private static final Set<String> SCORES = Set.of("musicxml", "mxl");

  private static final String GZIP = ".gz";

  /** The name of many other files too. */
  private static final String XML = "xml";

  private static final int LOOKED_AT = 8192;

  private MusicReader() {}

  /**
   * Returns whether a file's name is one of music: {@code .mid}, {@code .musicxml} and others, with
   * or without {@code .gz}.
   */
  public static boolean isNamedLikeMusic(String name) {
    String extension = extension(name);
    return MIDI.contains(extension) || SCORES.contains(extension);
  }

  /**
   * Returns whether a file's name is one of music, or {@code .xml}, the name of other files too.
   */
  public static boolean mayBeMusic(String name) {
    return isNamedLikeMusic(name) || extension(name).equals(XML);
  }

  /**
   * Returns whether a file is one of music by its name; one named {@code .xml}, by its contents.
   * One that cannot be opened is not.
   */
  public static boolean isMusic(Path file) {
    String name = file.getFileName().toString();
    if (!extension(name).equals(XML)) {
      return isNamedLikeMusic(name);
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return isMusic(name, in.readNBytes(LOOKED_AT));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns whether a file is one of music by its name; one named {@code .xml}, by its contents.
   *
   * @param bytes of the file, at least the first 8 KiB
   */
  public static boolean isMusic(String name, byte[] bytes) {
    if (!extension(name).equals(XML)) {
      return isNamedLikeMusic(name);
    }
    return ScoreReader.recognizes(
        GzipData.isGzip(bytes) ? GzipData.of(bytes, LOOKED_AT).bytes() : bytes);
  }

  private static String extension(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String plain =
        lower.endsWith(GZIP) ? lower.substring(0, lower.length() - GZIP.length()) : lower;
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /**
   * Reads a file. Its pieces are called by the file's name; its errors name the whole path.
   *
   * @throws MusicFileException if it is neither MIDI nor MusicXML, or too large, or is damaged in
   *     any way and the options are strict
   * @throws IOException if the file cannot be read at all, or is a folder, a pipe or a device
   */
  public static MusicFile read(Path file, ReadOptions options) throws IOException {
    byte[] bytes;
    try (InputStream in = InputFile.open(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    Path name = file.getFileName();
    return read(bytes, (name == null ? file : name).toString(), file.toString(), options);
  }

  /**
   * Reads the bytes of a file.
   *
   * @param bytes the whole file; not kept, not changed
   * @param name what to call it in the pieces
   * @param path what to call it in errors
   * @throws MusicFileException as {@link #read(Path, ReadOptions)} does
   */
  public static MusicFile read(byte[] bytes, String name, String path, ReadOptions options)
      throws MusicFileException {
    // A file that is too long is decompressed by nobody: its end is missing.
    if (!GzipData.isGzip(bytes) || bytes.length > MAX_BYTES) {
      return plain(bytes, name, path, options);
    }
    GzipData data = GzipData.of(bytes, MAX_BYTES);
    Optional<Finding> damage =
        data.damage().map(why -> new Finding(new InMidi(data.bytes().length, 0), why));
    if (damage.isPresent() && (data.bytes().length == 0 || options.strictness() == STRICT)) {
      String sentence = damage.get().describe(path) + "; replace the file with an intact one";
      throw new MusicFileException(new IOException(sentence), damage.get());
    }
    MusicFile file = plain(data.bytes(), name, path, options);
    List<Finding> findings = new ArrayList<>(file.diagnostics());
    damage.ifPresent(findings::add);
    return new MusicFile(file.format(), file.pieces(), findings);
  }

  private static MusicFile plain(byte[] bytes, String name, String path, ReadOptions options)
      throws MusicFileException {
    return isScore(bytes, path)
        ? score(bytes, name, path, options)
        : midi(bytes, name, path, options);
  }

  private static boolean isScore(byte[] bytes, String path) {
    boolean isMidi = new String(bytes, 0, Math.min(bytes.length, 4), ISO_8859_1).equals("MThd");
    return !isMidi && (ScoreReader.recognizes(bytes) || SCORES.contains(extension(path)));
  }

  private static MusicFile score(byte[] bytes, String name, String path, ReadOptions options)
      throws MusicFileException {
    try {
      ScoreFile file = ScoreReader.read(bytes, name, path, options);
      return new MusicFile(
          ("MusicXML " + file.version()).strip(),
          List.of(file.piece()),
          file.diagnostics().stream().map(MusicReader::diagnostic).toList());
    } catch (ScoreException e) {
      throw new MusicFileException(e, new Finding(diagnostic(e.reason()).place(), e.clause()));
    }
  }

  private static Finding diagnostic(ScoreFile.ScoreFinding found) {
    return new Finding(new InScore(found.line(), found.part(), found.measure()), found.message());
  }

  private static MusicFile midi(byte[] bytes, String name, String path, ReadOptions options)
      throws MusicFileException {
    try {
      MidiFile file = MidiReader.read(bytes, name, path, options);
      return new MusicFile(
          file.format() + ": " + meaning(file),
          file.pieces(),
          file.diagnostics().stream()
              .map(one -> new Finding(new InMidi(one.offset(), one.track()), one.message()))
              .toList());
    } catch (MidiException e) {
      throw new MusicFileException(e, new Finding(new InMidi(e.offset(), e.track()), e.clause()));
    }
  }

  private static String meaning(MidiFile file) {
    int pieces = file.pieces().size();
    return switch (file.format()) {
      case 0 -> "one track";
      case 1 -> "tracks that sound together";
      default -> pieces + (pieces == 1 ? " piece" : " pieces") + ", one a track";
    };
  }
}
