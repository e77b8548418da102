package io.nocturne.midi;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Writing and reading are inverses; jqwik prints the seed of a failure. */
class RoundTripPropertyTest {

  private static final ReadOptions STRICT = new ReadOptions(ReadOptions.Strictness.STRICT);

  @Provide
  static Arbitrary<Piece> pieces() {
    return Pieces.any();
  }

  private static Piece rewritten(Piece piece, int format) throws MidiException {
    return MidiReader.read(MidiWriter.write(piece, format), piece.name(), STRICT).pieces().get(0);
  }

  @Property(tries = 300)
  void format1KeepsEveryFact(@ForAll("pieces") Piece piece) throws MidiException {
    Piece again = rewritten(piece, 1);
    assertThat(again.notes()).containsExactlyInAnyOrderElementsOf(piece.notes());
    assertThat(again.division()).isEqualTo(piece.division());
    assertThat(again.tempos()).isEqualTo(piece.tempos());
    assertThat(again.timeSignatures()).isEqualTo(piece.timeSignatures());
    assertThat(again.keySignatures()).isEqualTo(piece.keySignatures());
  }

  @Property(tries = 300)
  void format1KeepsTheTracksInTheirPlaces(@ForAll("pieces") Piece piece) throws MidiException {
    List<Track> again = rewritten(piece, 1).tracks().subList(0, piece.tracks().size());
    assertThat(again).extracting(Track::name).isEqualTo(names(piece));
    assertThat(again)
        .extracting(Track::programs)
        .isEqualTo(piece.tracks().stream().map(Track::programs).toList());
    assertThat(again)
        .extracting(Track::controls)
        .isEqualTo(piece.tracks().stream().map(Track::controls).toList());
    assertThat(again)
        .extracting(Track::port)
        .isEqualTo(piece.tracks().stream().map(Track::port).toList());
  }

  private static List<String> names(Piece piece) {
    return piece.tracks().stream().map(Track::name).toList();
  }

  @Property(tries = 300)
  void aPieceThatWasReadIsWrittenAndReadAsItself(@ForAll("pieces") Piece piece)
      throws MidiException {
    Piece read = rewritten(piece, 1);
    assertThat(rewritten(read, 1)).isEqualTo(read);
  }

  /** One track as format 0 holds it: no note within a longer one of its channel and pitch. */
  @Property(tries = 300)
  void format0KeepsEveryFactOfAnExpressibleTrack(@ForAll("pieces") Piece piece)
      throws MidiException {
    Piece single = rewritten(piece, 1);
    Piece first =
        new Piece(
            single.name(),
            single.division(),
            single.tracks().subList(0, 1),
            single.tempos(),
            single.timeSignatures(),
            single.keySignatures());
    assertThat(rewritten(first, 0)).isEqualTo(first);
  }

  @Property(tries = 300)
  void format0KeepsEveryFactOfTracksThatCrossOnOneKey(
      @ForAll("pieces") Piece piece, @ForAll @IntRange(min = 2, max = 4) int hands)
      throws MidiException {
    Piece dealt = dealt(piece, hands);
    Piece again = rewritten(dealt, 0);
    assertThat(again.notes()).containsExactlyInAnyOrderElementsOf(dealt.notes());
    assertThat(again.tracks().get(0).programs())
        .containsExactlyInAnyOrderElementsOf(allPrograms(dealt));
  }

  /** Notes that one track can hold, dealt out to several in turn. */
  private static Piece dealt(Piece piece, int hands) {
    List<Note> notes = NoteLanes.of(piece.notes()).get(0);
    List<Track> tracks = new ArrayList<>();
    for (int hand = 0; hand < hands; hand++) {
      List<Note> own = new ArrayList<>();
      for (int i = hand; i < notes.size(); i += hands) {
        own.add(notes.get(i));
      }
      tracks.add(new Track("", own, piece.tracks().get(0).programs()));
    }
    return new Piece(
        piece.name(),
        piece.division(),
        tracks,
        piece.tempos(),
        piece.timeSignatures(),
        piece.keySignatures());
  }

  private static List<ProgramChange> allPrograms(Piece piece) {
    return piece.tracks().stream().flatMap(track -> track.programs().stream()).toList();
  }

  @Property(tries = 300)
  void lanesHoldEveryNoteOnceInOrder(@ForAll("pieces") Piece piece) {
    for (Track track : piece.tracks()) {
      List<List<Note>> lanes = NoteLanes.of(track.notes());
      assertThat(lanes.stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(track.notes());
      assertThat(lanes)
          .allSatisfy(lane -> assertThat(lane).extracting(Note::onsetTicks).isSorted());
    }
  }
}
