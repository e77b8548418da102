package io.nocturne.midi;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The pedal against a second account of its rules that tries one tick after the other. */
class SustainPropertyTest {

  /** A move of the pedal. */
  record PedalMove(long tick, int channel, boolean down) {}

  @Provide
  static Arbitrary<Piece> pieces() {
    return Pieces.withoutControls();
  }

  @Provide
  static Arbitrary<List<PedalMove>> pedals() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 40),
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(true, false))
        .as(PedalMove::new)
        .list()
        .ofMaxSize(12)
        .map(moves -> moves.stream().sorted(Comparator.comparingLong(PedalMove::tick)).toList())
        .withoutEdgeCases();
  }

  @Property(tries = 300)
  void notesSoundUntilTheFirstTickThatStopsThem(
      @ForAll("pieces") Piece piece, @ForAll("pedals") List<PedalMove> moves) throws MidiException {
    byte[] file = withPedal(piece, moves);
    List<Note> plain = read(file).notes();
    long endTick =
        Math.max(
            plain.stream().mapToLong(Note::endTicks).max().orElse(0),
            moves.stream().mapToLong(PedalMove::tick).max().orElse(0));
    List<Note> expected = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      expected.add(sustained(plain, i, moves, endTick));
    }
    assertThat(read(file).sustained().notes()).isEqualTo(expected);
  }

  @Property(tries = 300)
  void sustainedNotesCanBeWrittenWithoutFurtherTracks(
      @ForAll("pieces") Piece piece, @ForAll("pedals") List<PedalMove> moves) throws MidiException {
    Piece sustained = read(withPedal(piece, moves)).sustained();
    assertThat(read(MidiWriter.write(sustained, 1))).isEqualTo(sustained);
  }

  private static Piece read(byte[] file) throws MidiException {
    return MidiReader.read(file, "a.mid", new ReadOptions(Strictness.STRICT)).pieces().get(0);
  }

  private static Note sustained(List<Note> notes, int index, List<PedalMove> moves, long endTick) {
    Note note = notes.get(index);
    long end = note.endTicks();
    boolean down = false;
    for (PedalMove move : moves) {
      if (move.channel() == note.channel() && move.tick() <= end) {
        down = move.down();
      }
    }
    if (down) {
      end =
          LongStream.concat(
                  notes.stream().mapToLong(Note::onsetTicks),
                  moves.stream().mapToLong(PedalMove::tick))
              .sorted()
              .filter(tick -> tick >= note.endTicks() && stopsAt(notes, index, moves, tick))
              .findFirst()
              .orElse(endTick);
    }
    return new Note(
        note.onsetTicks(), end - note.onsetTicks(), note.pitch(), note.velocity(), note.channel());
  }

  /** Whether a note that sounds at this tick, its key released, stops there. */
  private static boolean stopsAt(List<Note> notes, int index, List<PedalMove> moves, long tick) {
    Note note = notes.get(index);
    boolean struck =
        notes.stream()
            .anyMatch(
                other ->
                    other.channel() == note.channel()
                        && other.pitch() == note.pitch()
                        && other.onsetTicks() == tick
                        && other.onsetTicks() > note.onsetTicks());
    boolean released =
        tick > note.endTicks()
            && moves.stream()
                .anyMatch(
                    move ->
                        move.channel() == note.channel() && move.tick() == tick && !move.down());
    return struck || released;
  }

  /** The piece as a file with one more track, which has the pedal's moves. */
  private static byte[] withPedal(Piece piece, List<PedalMove> moves) {
    int[] events = new int[moves.size() * 4];
    long now = 0;
    for (int i = 0; i < moves.size(); i++) {
      PedalMove move = moves.get(i);
      events[4 * i] = (int) (move.tick() - now);
      events[4 * i + 1] = 0xb0 | move.channel();
      events[4 * i + 2] = 64;
      events[4 * i + 3] = move.down() ? 64 : 63;
      now = move.tick();
    }
    byte[] file = MidiWriter.write(piece, 1);
    file[11]++; // the header's count of tracks
    return MidiBytes.join(file, MidiBytes.track(events));
  }
}
