package io.nocturne.midi;

import io.nocturne.midi.TrackReader.Ending;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tracks of a file, whether or not the lengths of its chunks are right.
 *
 * <p>A length is trusted if another chunk or the end of the file follows. Otherwise the track may
 * reach to the next {@code MTrk}, and its end-of-track event decides. No byte is looked at more
 * than a few times, whatever the lengths say.
 */
final class TrackChunks {

  /** The count in the header has 16 bits. */
  private static final int MAX_TRACKS = 0xffff;

  private final Header header;
  private final Region region;
  private final Diagnostics findings;
  private final TrackReader reader;
  private final List<TrackContent> tracks = new ArrayList<>();
  private int end;

  TrackChunks(Header header, TrackReader reader, Diagnostics findings) {
    this.header = header;
    this.region = header.region();
    this.findings = findings;
    this.reader = reader;
  }

  /** Returns the tracks up to the end of the file, or to the header of another. */
  List<TrackContent> read() throws MidiException {
    int at = header.end();
    while (at < region.end() && !Header.isAt(region, at)) {
      if (!region.chunkAt(at)) {
        boolean tooShort = region.end() - at < 8;
        int next = tooShort ? region.end() : nextChunk(at);
        findings.report(
            tracks.size(),
            at,
            "no chunk begins here; " + Diagnostics.counted(next - at, "byte") + " left out");
        at = next;
      } else if (region.has("MTrk", at)) {
        at = track(at);
      } else {
        at = (int) region.chunkEnd(at); // chunks of other types are to be skipped
      }
    }
    end = at;
    if (tracks.size() != header.declaredTracks()) {
      findings.report(
          tracks.size(),
          header.end(),
          "the header says "
              + Diagnostics.counted(header.declaredTracks(), "track")
              + ", but the file has "
              + tracks.size());
    }
    return tracks;
  }

  /** Returns the offset after what has been read. */
  int end() {
    return end;
  }

  /** Returns the next offset at which a track begins, or another file. */
  private int nextChunk(int from) {
    int at = from;
    while (at < region.end() && !beginsTrackOrFile(at)) {
      at++;
    }
    return at;
  }

  private boolean beginsTrackOrFile(int at) {
    return region.has("MTrk", at) || Header.isAt(region, at);
  }

  /** Reads the track chunk at this offset and returns the offset after it. */
  private int track(int at) throws MidiException {
    if (tracks.size() == MAX_TRACKS) {
      throw findings.fatal(MAX_TRACKS, at, "the file has more than 65,535 tracks");
    }
    int number = tracks.size() + 1;
    int body = at + 8;
    long declaredEnd = region.chunkEnd(at);
    boolean trusted =
        declaredEnd <= region.end()
            && (region.end() - declaredEnd < 8 || region.chunkAt((int) declaredEnd));
    int limit = trusted ? (int) declaredEnd : nextChunk(body);
    Ending ending = reader.read(number, body, limit, trusted);
    int next =
        switch (ending) {
          case END_OF_TRACK -> afterEndOfTrack(number, at, trusted);
          case LIMIT, TRUNCATED -> {
            reportShort(number, ending, declaredEnd);
            yield limit;
          }
          case DAMAGE -> limit;
        };
    tracks.add(reader.finish());
    return next;
  }

  private int afterEndOfTrack(int number, int at, boolean trusted) throws MidiException {
    int reached = reader.position();
    long declaredEnd = region.chunkEnd(at);
    if (reached == declaredEnd) {
      return reached;
    }
    if (trusted && !beginsTrackOrFile(reached)) {
      findings.report(
          number,
          reached,
          "track "
              + number
              + " continues after its end-of-track event; "
              + Diagnostics.counted(declaredEnd - reached, "byte")
              + " left out");
      return (int) declaredEnd;
    }
    findings.report(
        number,
        at + 4,
        "track "
            + number
            + " says it is "
            + Diagnostics.counted(region.u32(at + 4), "byte")
            + " long, but ends after "
            + Diagnostics.counted(reached - at - 8L, "byte"));
    return reached;
  }

  private void reportShort(int number, Ending ending, long declaredEnd) throws MidiException {
    String message;
    if (declaredEnd > region.end()) {
      message =
          "track "
              + number
              + " ends "
              + Diagnostics.counted(declaredEnd - region.end(), "byte")
              + " early";
    } else if (ending == Ending.TRUNCATED) {
      message = "track " + number + " ends within an event";
    } else {
      message = "track " + number + " has no end-of-track event";
    }
    findings.report(number, reader.position(), message);
  }
}
