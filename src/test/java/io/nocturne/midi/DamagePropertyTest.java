package io.nocturne.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Damage of any kind, by chance; jqwik prints the seed of a failure. */
class DamagePropertyTest {

  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);

  @Provide
  static Arbitrary<Piece> pieces() {
    return Pieces.any();
  }

  /** Bytes that mean something, in any order: chunk names, status bytes, lengths. */
  @Provide
  static Arbitrary<byte[]> nearlyMidi() {
    Arbitrary<byte[]> words =
        Arbitraries.of(
            MidiBytes.header(1, 2, 480),
            MidiBytes.openTrack(),
            MidiBytes.track(0, 0x90, 60, 1),
            MidiBytes.chunk("MTrk", 0xffffffffL, new int[0]),
            MidiBytes.chunk("MTrk", 40, new int[] {0, 0xb0, 7, 255}),
            MidiBytes.bytes(0, 0xff, 0x2f, 0),
            MidiBytes.bytes(0, 0xff, 0x51, 3),
            MidiBytes.bytes(0, 0xf0, 0xff, 0xff, 0xff, 0x7f),
            MidiBytes.bytes('R', 'I', 'F', 'F', 0, 0, 0, 0, 'R', 'M', 'I', 'D'),
            MidiBytes.bytes('d', 'a', 't', 'a', 200, 0, 0, 0),
            MidiBytes.bytes(0, 0xb0, 64, 127),
            MidiBytes.bytes(0x80),
            MidiBytes.bytes(60, 100));
    return words.list().ofMaxSize(40).map(list -> MidiBytes.join(list.toArray(new byte[0][])));
  }

  /** What reading gives, if anything; any other exception, or taking too long, fails the test. */
  private static Optional<MidiFile> readable(byte[] file, ReadOptions options) {
    return assertTimeoutPreemptively(
        FAR_TOO_LONG,
        () -> {
          try {
            return Optional.of(MidiReader.read(file, "damaged.mid", options));
          } catch (MidiException refused) {
            assertThat(refused.offset()).isBetween(0L, (long) file.length);
            return Optional.empty();
          }
        });
  }

  static void readAllWays(byte[] file) {
    for (Strictness strictness : Strictness.values()) {
      readable(file, new ReadOptions(strictness))
          .ifPresent(
              read ->
                  assertTimeoutPreemptively(
                      FAR_TOO_LONG, () -> read.pieces().forEach(Piece::sustained)));
    }
  }

  @Property(tries = 500)
  void bytesOfAnyKindAreReadOrRefused(@ForAll byte[] bytes) {
    readAllWays(bytes);
    readAllWays(MidiBytes.join(MidiBytes.header(1, 1, 480), bytes));
    readAllWays(MidiBytes.smf(MidiBytes.chunk("MTrk"), bytes));
  }

  @Property(tries = 500)
  void wordsOfMidiInAnyOrderAreReadOrRefused(@ForAll("nearlyMidi") byte[] bytes) {
    readAllWays(bytes);
    readAllWays(MidiBytes.join(MidiBytes.header(1, 2, 480), bytes));
  }

  @Property(tries = 500)
  void mutatedPiecesAreReadOrRefused(
      @ForAll("pieces") Piece piece, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int n) {
    readAllWays(mutated(MidiWriter.write(piece, 1), new Random(seed), n));
  }

  @Property(tries = 500)
  void aPieceCutOffKeepsTheNotesBeforeTheCut(
      @ForAll("pieces") Piece piece, @ForAll @IntRange(min = 14, max = 3000) int length)
      throws MidiException {
    byte[] file = MidiWriter.write(piece, 1);
    keepsTheNotesBeforeTheCut(file, Math.min(length, file.length));
  }

  /**
   * Cut in the k-th track, tracks before it are whole, and its notes are the first of its notes.
   */
  static void keepsTheNotesBeforeTheCut(byte[] file, int length) throws MidiException {
    List<Track> whole = tracks(MidiReader.read(file, "", ReadOptions.DEFAULT));
    MidiFile cut = readable(Arrays.copyOf(file, length), ReadOptions.DEFAULT).orElseThrow();
    List<Track> kept = tracks(cut);
    assertThat(cut.diagnostics()).hasSizeGreaterThanOrEqualTo(length < file.length ? 1 : 0);
    if (kept.isEmpty()) {
      return;
    }
    int last = kept.size() - 1;
    assertThat(kept.subList(0, last)).isEqualTo(whole.subList(0, last));
    List<Note> before = kept.get(last).notes();
    long end = before.stream().mapToLong(Note::endTicks).max().orElse(0);
    List<Note> expected = new ArrayList<>();
    for (Note note : whole.get(last).notes().subList(0, before.size())) {
      expected.add(endedBy(note, end));
    }
    assertThat(before).isEqualTo(expected);
    assertThat(before.size()).isGreaterThanOrEqualTo(noteOnsBefore(file, length, kept.size()));
  }

  private static List<Track> tracks(MidiFile file) {
    return file.pieces().get(0).tracks();
  }

  private static Note endedBy(Note note, long end) {
    return new Note(
        note.onsetTicks(),
        Math.min(note.endTicks(), end) - note.onsetTicks(),
        note.pitch(),
        note.velocity(),
        note.channel());
  }

  /** How many whole note-ons a track has before the cut, counted by the event cursor alone. */
  private static int noteOnsBefore(byte[] file, int length, int track) {
    Region region = new Region(file);
    int at = 14;
    for (int i = 1; i < track; i++) {
      at = (int) region.chunkEnd(at);
    }
    int limit = (int) Math.min(length, region.chunkEnd(at));
    EventCursor cursor = new EventCursor(file, at + 8, limit);
    int count = 0;
    for (var kind = cursor.next();
        kind != EventKind.TRUNCATED && kind != EventKind.END;
        kind = cursor.next()) {
      boolean strikes = (cursor.status() & 0xf0) == 0x90 && cursor.data2() > 0;
      count += kind == EventKind.CHANNEL && strikes ? 1 : 0;
    }
    return count;
  }

  static byte[] mutated(byte[] file, Random random, int mutations) {
    byte[] changed = file.clone();
    for (int i = 0; i < mutations; i++) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> changed = Arrays.copyOf(changed, at + 1);
        case 3 -> // bytes lost
            changed =
                MidiBytes.join(
                    Arrays.copyOf(changed, at),
                    Arrays.copyOfRange(
                        changed, Math.min(changed.length, at + random.nextInt(9)), changed.length));
        default -> // a stretch repeated
            changed =
                MidiBytes.join(
                    Arrays.copyOf(changed, at),
                    Arrays.copyOfRange(changed, random.nextInt(at + 1), changed.length));
      }
      if (changed.length == 0) {
        return changed;
      }
    }
    return changed;
  }
}
