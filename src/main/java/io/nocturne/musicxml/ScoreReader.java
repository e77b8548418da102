package io.nocturne.musicxml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;

import io.nocturne.midi.MidiReader.ReadOptions;
import java.util.regex.Pattern;

/**
 * Reads MusicXML 1.0 to 4.0 (W3C Music Notation Community Group, 2021), partwise or timewise, bare
 * or compressed, to the piece that it says how to play: repeats and jumps are played, tied notes
 * are one, transposing parts sound at their pitch, grace notes take time from what is before them.
 *
 * <p>Whatever the bytes, reading ends soon, in limited memory, opens no other file or address, and
 * throws nothing but {@link ScoreException}. Safe for use by many threads.
 */
public final class ScoreReader {

  /** The longest document that is read, in bytes: 64 MiB. A sonata takes a few. */
  public static final int MAX_BYTES = 64 << 20;

  /** Long enough for the comments that documents begin with. */
  private static final int LOOKED_AT = 8192;

  private static final String ZIP = "PK\u0003\u0004";
  private static final Pattern ROOT = Pattern.compile("<score-(partwise|timewise)[\\s>/]");
  private static final Pattern SCORE_IN_ZIP =
      Pattern.compile("META-INF/container\\.xml|\\.musicxml|recordare");

  private ScoreReader() {}

  /**
   * Returns whether bytes are those of a MusicXML file, by the root of a document or the files of
   * an archive.
   *
   * @param bytes of the file, at least the first 8 KiB
   */
  public static boolean recognizes(byte[] bytes) {
    int length = Math.min(bytes.length, LOOKED_AT);
    String start = new String(bytes, 0, length, ISO_8859_1);
    if (start.startsWith(ZIP)) {
      return SCORE_IN_ZIP.matcher(start).find() && !start.contains(".mscx");
    }
    boolean isWide = start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe");
    return ROOT.matcher(isWide ? new String(bytes, 0, length, UTF_16) : start).find();
  }

  /**
   * Reads the bytes of a file.
   *
   * @param bytes the whole file; not kept, not changed
   * @param name what to call it in the piece
   * @param path what to call it in errors; may be empty
   * @throws ScoreException if it is not a MusicXML file, or is over {@link #MAX_BYTES}, 100,000
   *     measures, 1,000,000 notes or 1,000,000 pedal signs, or has any problem and the options are
   *     strict
   */
  public static ScoreFile read(byte[] bytes, String name, String path, ReadOptions options)
      throws ScoreException {
    Findings findings = new Findings(path, options.strictness());
    if (bytes.length > MAX_BYTES) {
      throw findings.fatal("the file is longer than 64 MiB");
    }
    boolean isCompressed = new String(bytes, 0, Math.min(bytes.length, 4), ISO_8859_1).equals(ZIP);
    byte[] document = isCompressed ? CompressedScore.document(bytes, findings) : bytes;
    WrittenScore score = DocumentReader.read(DocumentText.of(document, findings), findings);
    return new ScoreFile(
        score.version, new Performance(score, findings).piece(name), findings.all());
  }
}
