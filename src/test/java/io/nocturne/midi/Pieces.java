package io.nocturne.midi;

import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random pieces that crowd few ticks, pitches and channels, so that notes overlap and coincide. */
final class Pieces {

  private Pieces() {}

  static Arbitrary<Piece> any() {
    return of(tracks());
  }

  static Arbitrary<Piece> withoutControls() {
    return of(
        tracks()
            .map(track -> new Track(track.name(), 0, track.notes(), track.programs(), List.of())));
  }

  private static Arbitrary<Piece> of(Arbitrary<Track> track) {
    return Combinators.combine(
            divisions(),
            track.list().ofMinSize(1).ofMaxSize(4),
            map(tempos(), Tempo::tick),
            map(timeSignatures(), TimeSignature::tick),
            map(keySignatures(), KeySignature::tick))
        .as(
            (division, tracks, tempos, times, keys) ->
                new Piece("random.mid", division, tracks, tempos, times, keys))
        .withoutEdgeCases();
  }

  private static Arbitrary<Division> divisions() {
    Arbitrary<Division> metrical =
        Arbitraries.integers().between(1, 0x7fff).map(Division.Metrical::new);
    Arbitrary<Division> smpte =
        Combinators.combine(Arbitraries.of(24, 25, 29, 30), Arbitraries.integers().between(1, 255))
            .as(Division.Smpte::new);
    return Arbitraries.oneOf(metrical, smpte);
  }

  private static Arbitrary<Track> tracks() {
    // Whole characters only: half a surrogate pair is no text.
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange('\u0000', '\u04ff')
            .withChars('\ufffd')
            .ofMaxLength(200);
    return Combinators.combine(
            names,
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 127))),
            ordered(notes(), Note::onsetTicks),
            ordered(programs(), ProgramChange::tick),
            ordered(controls(), ControlChange::tick))
        .as(Track::new);
  }

  static Arbitrary<Note> notes() {
    return Combinators.combine(
            ticks(),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.longs().between(0, 12)),
                Tuple.of(1, Arbitraries.longs().between(0, 100_000))),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(60, 61)),
                Tuple.of(1, Arbitraries.integers().between(0, 127))),
            Arbitraries.integers().between(1, 127),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 15))))
        .as(Note::new);
  }

  private static Arbitrary<Long> ticks() {
    return Arbitraries.longs().between(0, 30);
  }

  private static Arbitrary<ProgramChange> programs() {
    return Combinators.combine(
            ticks(), Arbitraries.integers().between(0, 15), Arbitraries.integers().between(0, 127))
        .as(ProgramChange::new);
  }

  private static Arbitrary<ControlChange> controls() {
    return Combinators.combine(
            ticks(),
            Arbitraries.integers().between(0, 15),
            Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(ControlChange.SUSTAIN_PEDAL)),
                Tuple.of(1, Arbitraries.integers().between(0, 127))),
            Arbitraries.integers().between(0, 127))
        .as(ControlChange::new);
  }

  private static Arbitrary<Tempo> tempos() {
    return Combinators.combine(ticks(), Arbitraries.integers().between(1, 0xffffff)).as(Tempo::new);
  }

  private static Arbitrary<TimeSignature> timeSignatures() {
    return Combinators.combine(
            ticks(),
            Arbitraries.integers().between(1, 255),
            Arbitraries.integers().between(0, 30).map(power -> 1 << power))
        .as(TimeSignature::new);
  }

  private static Arbitrary<KeySignature> keySignatures() {
    return Combinators.combine(
            ticks(), Arbitraries.integers().between(-7, 7), Arbitraries.of(Mode.class))
        .as(KeySignature::new);
  }

  private static <T> Arbitrary<List<T>> ordered(Arbitrary<T> values, ToLongFunction<T> tick) {
    return values
        .list()
        .ofMaxSize(20)
        .map(list -> list.stream().sorted(Comparator.comparingLong(tick)).toList());
  }

  /** At most one at a tick: of several a reader keeps the last. */
  private static <T> Arbitrary<List<T>> map(Arbitrary<T> values, ToLongFunction<T> tick) {
    return values
        .list()
        .ofMaxSize(20)
        .uniqueElements(tick::applyAsLong)
        .map(list -> list.stream().sorted(Comparator.comparingLong(tick)).toList());
  }
}
