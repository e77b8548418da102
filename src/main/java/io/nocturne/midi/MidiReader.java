package io.nocturne.midi;

import static java.util.Objects.requireNonNull;

import io.nocturne.io.file.InputFile;
import io.nocturne.midi.MidiFile.Diagnostic;
import io.nocturne.music.Division;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Standard MIDI Files of formats 0, 1 and 2, bare or in a RIFF (RMID) wrapping, and several
 * that were joined to one.
 *
 * <p>Note-offs end the oldest open note of their channel and pitch within the track; a note-on of
 * velocity 0 is a note-off; notes left open end with their track. A track that sends events to
 * several MIDI ports is read as a track for each. Tempos and signatures are those of the first
 * track; where it has none, of all tracks. Bytes of text are UTF-8 where they can be, else Latin-1.
 *
 * <p>Whatever the bytes, reading ends soon, in at most some 200 MB of memory, and throws nothing
 * but {@link MidiException}. Safe for use by many threads.
 */
public final class MidiReader {

  /** The longest file that is read, in bytes: 64 MiB. A piano piece takes well under one. */
  public static final int MAX_BYTES = 64 << 20;

  private static final int MAX_PIECES = 0xffff;

  /** Tracks that sound together. */
  private record TrackGroup(Division division, List<TrackContent> tracks) {}

  private MidiReader() {}

  /** Reads a file leniently; see {@link #read(Path, ReadOptions)}. */
  public static MidiFile read(Path file) throws IOException {
    return read(file, ReadOptions.DEFAULT);
  }

  /**
   * Reads a file. Its pieces are called by the file's name; its errors name the whole path.
   *
   * @throws MidiException if it is not a MIDI file, or is over {@link #MAX_BYTES} or 1,000,000
   *     notes and changes, or is damaged in any way and the options are strict
   * @throws IOException if the file cannot be read at all, or is a folder, a pipe or a device
   */
  public static MidiFile read(Path file, ReadOptions options) throws IOException {
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
   * @param name what to call it in the pieces and in errors; may be empty
   * @throws MidiException as {@link #read(Path, ReadOptions)} does
   */
  public static MidiFile read(byte[] bytes, String name, ReadOptions options) throws MidiException {
    return read(bytes, name, name, options);
  }

  /**
   * Reads the bytes of a file whose errors are to have another name than its pieces.
   *
   * @param name what to call it in the pieces
   * @param path what to call it in errors
   */
  public static MidiFile read(byte[] bytes, String name, String path, ReadOptions options)
      throws MidiException {
    Diagnostics findings = new Diagnostics(path, options.strictness());
    if (bytes.length > MAX_BYTES) {
      throw findings.fatal(0, MAX_BYTES, "the file is longer than 64 MiB");
    }
    Header first = Header.read(bytes, findings);
    List<TrackGroup> ensembles = ensembles(first, findings);
    List<Piece> pieces = new ArrayList<>(ensembles.size());
    for (TrackGroup ensemble : ensembles) {
      String numbered = ensembles.size() == 1 ? name : name + "#" + (pieces.size() + 1);
      pieces.add(piece(numbered, ensemble, findings));
    }
    boolean joined = first.format() == 0 && ensembles.get(0).tracks.size() > 1;
    return new MidiFile(joined ? 1 : first.format(), pieces, findings.all());
  }

  /** Assembles the pieces of all files that were joined to this one. */
  private static List<TrackGroup> ensembles(Header first, Diagnostics findings)
      throws MidiException {
    TrackReader reader = new TrackReader(first.region(), findings);
    List<TrackGroup> ensembles = new ArrayList<>();
    Optional<Header> next = Optional.of(first);
    // A joined file may have no piece, so that the files are counted too.
    for (int files = 1; next.isPresent(); files++) {
      Header header = next.get();
      TrackChunks chunks = new TrackChunks(header, reader, findings);
      ensembles.addAll(ensembles(header, chunks.read(), findings));
      if (Math.max(ensembles.size(), files) > MAX_PIECES) {
        throw findings.fatal(0, chunks.end(), "the file has more than 65,535 pieces");
      }
      next = Header.readAt(header.region(), chunks.end(), findings);
    }
    return ensembles;
  }

  /** Assembles one piece from the tracks after a header, or one from each track in format 2. */
  private static List<TrackGroup> ensembles(
      Header header, List<TrackContent> tracks, Diagnostics findings) throws MidiException {
    if (header.format() == 2) {
      return tracks.stream()
          .map(track -> new TrackGroup(header.division(), List.of(track)))
          .toList();
    }
    if (header.format() == 0 && tracks.size() > 1) {
      findings.report(
          0,
          header.end(),
          "a file of format 0 has " + tracks.size() + " tracks; it is read as format 1");
    }
    return List.of(new TrackGroup(header.division(), tracks));
  }

  private static Piece piece(String name, TrackGroup ensemble, Diagnostics findings)
      throws MidiException {
    List<TrackContent> contents = ensemble.tracks;
    List<Track> tracks = new ArrayList<>(contents.size());
    for (TrackContent content : contents) {
      tracks.addAll(content.tracks);
    }
    return new Piece(
        name,
        ensemble.division,
        tracks,
        MapKind.TEMPOS.of(contents, findings),
        MapKind.TIME_SIGNATURES.of(contents, findings),
        MapKind.KEY_SIGNATURES.of(contents, findings));
  }

  /**
   * Options for reading a MIDI file.
   *
   * @param strictness what to do with damage
   */
  public record ReadOptions(Strictness strictness) {

    /** Lenient reading. */
    public static final ReadOptions DEFAULT = new ReadOptions(Strictness.LENIENT);

    /** The treatment of a file that departs from the standard. */
    public enum Strictness {
      /** Keep every note before the damage and report it as a {@link Diagnostic}. */
      LENIENT,
      /** Throw a {@link MidiException} where a lenient reader would report a diagnostic. */
      STRICT
    }

    public ReadOptions {
      requireNonNull(strictness, "strictness");
    }
  }
}
