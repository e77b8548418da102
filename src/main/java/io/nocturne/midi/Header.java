package io.nocturne.midi;

import io.nocturne.music.Division;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The header chunk, and where it lies.
 *
 * @param region the MIDI data within the file, without any wrapping
 * @param format 0, 1 or 2
 * @param declaredTracks how many tracks there are by the header's account
 * @param division what a tick is worth
 * @param end the offset after the header
 */
record Header(Region region, int format, int declaredTracks, Division division, int end) {

  private static final int LENGTH = 14;

  /** Bytes of other formats that may precede the header: MacBinary's 128, mail and web headers. */
  private static final int MAX_PREAMBLE = 1024;

  /** The division where the header has none: the default of most sequencers. */
  private static final Division DEFAULT_DIVISION = new Division.Metrical(480);

  static Header read(byte[] bytes, Diagnostics findings) throws MidiException {
    Region file = new Region(bytes);
    if (bytes.length == 0) {
      throw findings.fatal(0, 0, "the file is empty");
    }
    // A MIDI file may hold any bytes where archives have theirs.
    Optional<ForeignFormat> archive =
        file.has("MThd", 0) ? Optional.empty() : ForeignFormat.archive(file);
    if (archive.isPresent()) {
      throw findings.foreign(archive.get());
    }
    Region region = file.has("RIFF", 0) && file.has("RMID", 8) ? unwrap(file, findings) : file;
    int start = region.indexOf("MThd", region.start(), -1);
    if (start < 0 || start - region.start() > MAX_PREAMBLE) {
      throw ForeignFormat.of(file)
          .map(findings::foreign)
          .orElseGet(
              () ->
                  findings.fatal(
                      0, region.start(), "this is not a MIDI file (it has no MThd header)"));
    }
    if (start > region.start()) {
      findings.report(
          0,
          region.start(),
          "the header does not begin here; "
              + Diagnostics.counted(start - region.start(), "byte")
              + " left out");
    }
    if (region.end() - start < LENGTH) {
      throw findings.fatal(0, region.end(), "the file ends within its header");
    }
    return fields(region, start, findings);
  }

  /** Returns whether another file's header stands at this offset, as in files that were joined. */
  static boolean isAt(Region region, int at) {
    return region.has("MThd", at) && region.end() - at >= LENGTH;
  }

  /** Returns the header of another file that was joined to the one before, if there is one. */
  static Optional<Header> readAt(Region region, int at, Diagnostics findings) throws MidiException {
    if (!isAt(region, at)) {
      return Optional.empty();
    }
    findings.report(0, at, "another MIDI file begins here; it is read as a further piece");
    return Optional.of(fields(region, at, findings));
  }

  /** Returns the contents of the data chunk of a RIFF file. */
  private static Region unwrap(Region file, Diagnostics findings) throws MidiException {
    long at = 12;
    while (at + 8 <= file.end()) {
      int chunk = (int) at;
      long length = file.u32LittleEndian(chunk + 4);
      if (file.has("data", chunk)) {
        if (chunk + 8 + length > file.end()) {
          findings.report(0, chunk, "the RIFF data chunk is longer than the file");
        }
        return file.part(chunk + 8, (int) Math.min(file.end(), chunk + 8 + length));
      }
      at += 8 + length + (length & 1); // chunks are padded to even lengths
    }
    throw findings.fatal(0, file.end(), "the RIFF file has no data chunk");
  }

  private static Header fields(Region region, int start, Diagnostics findings)
      throws MidiException {
    long end = region.chunkEnd(start);
    if (end < start + LENGTH || end > region.end()) {
      findings.report(
          0,
          start + 4,
          "the header says it is "
              + Diagnostics.counted(region.u32(start + 4), "byte")
              + " long, not 6");
      end = (long) start + LENGTH;
    }
    int format = region.u16(start + 8);
    if (format > 2) {
      findings.report(0, start + 8, "the format is " + format + ", not 0 to 2; it is read as 1");
      format = 1;
    }
    Division division = division(region, start + 12, findings);
    return new Header(region, format, region.u16(start + 10), division, (int) end);
  }

  private static Division division(Region region, int at, Diagnostics findings)
      throws MidiException {
    int high = region.bytes()[at];
    int low = region.bytes()[at + 1] & 0xff;
    if (high >= 0 && (high | low) != 0) {
      return new Division.Metrical((high << 8) | low);
    }
    if ((high == -24 || high == -25 || high == -29 || high == -30) && low != 0) {
      return new Division.Smpte(-high, low);
    }
    findings.report(
        0,
        at,
        "the header gives no length of a tick (0x"
            + HexFormat.of().toHexDigits((short) region.u16(at))
            + "); it is read as 480 ticks a quarter");
    return DEFAULT_DIVISION;
  }
}
