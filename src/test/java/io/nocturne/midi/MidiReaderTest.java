package io.nocturne.midi;

import static io.nocturne.midi.MidiBytes.bytes;
import static io.nocturne.midi.MidiBytes.chunk;
import static io.nocturne.midi.MidiBytes.header;
import static io.nocturne.midi.MidiBytes.ints;
import static io.nocturne.midi.MidiBytes.join;
import static io.nocturne.midi.MidiBytes.meta;
import static io.nocturne.midi.MidiBytes.smf;
import static io.nocturne.midi.MidiBytes.track;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Division;
import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a sound file means. */
class MidiReaderTest {

  private static final int[] C4 = {0, 0x90, 60, 100, 96, 0x80, 60, 64};
  private static final Note C4_NOTE = new Note(0, 96, 60, 100, 0);

  private static MidiFile read(byte[] file) throws MidiException {
    return MidiReader.read(file, "a.mid", new ReadOptions(ReadOptions.Strictness.STRICT));
  }

  private static List<Note> notes(int... events) throws MidiException {
    return read(smf(track(events))).pieces().get(0).notes();
  }

  private static Piece piece(byte[] file) throws MidiException {
    return read(file).pieces().get(0);
  }

  @Test
  void aNoteLastsFromItsNoteOnToItsNoteOff() throws MidiException {
    assertThat(notes(10, 0x93, 60, 100, 96, 0x83, 60, 64))
        .containsExactly(new Note(10, 96, 60, 100, 3));
  }

  @Test
  void aNoteOnOfVelocityZeroIsANoteOff() throws MidiException {
    assertThat(notes(0, 0x90, 60, 100, 96, 0x90, 60, 0)).containsExactly(C4_NOTE);
  }

  @Test
  void runningStatusRepeatsTheLastStatus() throws MidiException {
    assertThat(notes(0, 0x90, 60, 100, 96, 60, 0, 4, 62, 90, 10, 62, 0))
        .containsExactly(C4_NOTE, new Note(100, 10, 62, 90, 0));
  }

  @Test
  void runningStatusGoesOnAfterMetaAndSysexEvents() throws MidiException {
    int[] lyric = meta(5, 'l', 'a');
    int[] sysex = {0, 0xf0, 2, 0x7e, 0xf7};
    int[] escape = {0, 0xf7, 1, 0xf8};
    assertThat(
            notes(ints(new int[] {0, 0x90, 60, 100}, lyric, sysex, escape, new int[] {96, 60, 0})))
        .containsExactly(C4_NOTE);
  }

  @Test
  void deltaTimesHaveUpToFourBytes() throws MidiException {
    assertThat(notes(0xff, 0xff, 0xff, 0x7f, 0x90, 60, 100, 0x81, 0x00, 60, 0))
        .containsExactly(new Note(0x0fffffff, 128, 60, 100, 0));
  }

  @Test
  void theFirstNoteOffEndsTheFirstNoteOnOfItsPitch() throws MidiException {
    assertThat(notes(0, 0x90, 60, 100, 10, 60, 50, 10, 60, 0, 10, 60, 0))
        .containsExactly(new Note(0, 20, 60, 100, 0), new Note(10, 20, 60, 50, 0));
  }

  @Test
  void notesOfOnePitchOnTwoChannelsArePairedApart() throws MidiException {
    assertThat(notes(0, 0x90, 60, 100, 10, 0x91, 60, 50, 10, 0x81, 60, 0, 10, 0x80, 60, 0))
        .containsExactly(new Note(0, 30, 60, 100, 0), new Note(10, 10, 60, 50, 1));
  }

  @Test
  void notesOfOnePitchInTwoTracksArePairedApart() throws MidiException {
    byte[] longer = track(0, 0x90, 60, 100, 100, 60, 0);
    byte[] within = track(10, 0x90, 60, 50, 10, 60, 0);
    assertThat(piece(smf(longer, within)).notes())
        .containsExactly(new Note(0, 100, 60, 100, 0), new Note(10, 10, 60, 50, 0));
  }

  @Test
  void aNoteMayHaveNoLength() throws MidiException {
    assertThat(notes(5, 0x90, 60, 100, 0, 60, 0)).containsExactly(new Note(5, 0, 60, 100, 0));
  }

  @Test
  void messagesThatMakeNoNotesAreSteppedOver() throws MidiException {
    int[] others = {0, 0xa0, 60, 1, 0, 0xb0, 7, 100, 0, 0xd0, 9, 0, 0xe0, 0, 64};
    assertThat(notes(ints(others, C4))).containsExactly(C4_NOTE);
  }

  @Test
  void tracksKeepTheirNamesNotesAndPrograms() throws MidiException {
    byte[] first = track(ints(meta(3, 'L', 'H'), new int[] {0, 0xc2, 5}, C4));
    byte[] second = track(meta(3, 'R', 'H'));
    assertThat(piece(smf(first, second)).tracks())
        .containsExactly(
            new Track("LH", List.of(C4_NOTE), List.of(new ProgramChange(0, 2, 5))),
            new Track("RH", List.of(), List.of()));
  }

  @Test
  void temposAndSignaturesThatTheFirstTrackLacksComeFromAllInOrderOfTime() throws MidiException {
    byte[] first = track(ints(C4, meta(0x51, 7, 0xa1, 0x20), meta(0x58, 6, 3, 36, 8)));
    byte[] second = track(ints(meta(0x51, 0, 0, 1), meta(0x58, 2, 2, 24, 8), meta(0x59, -3, 1)));
    Piece piece = piece(smf(track(), first, second));
    assertThat(piece.tempos()).containsExactly(new Tempo(0, 1), new Tempo(96, 500_000));
    assertThat(piece.timeSignatures())
        .containsExactly(new TimeSignature(0, 2, 4), new TimeSignature(96, 6, 8));
    assertThat(piece.keySignatures())
        .containsExactly(new KeySignature(0, -3, KeySignature.Mode.MINOR));
  }

  @Test
  void textThatIsUtf8IsReadAsThat() throws MidiException {
    assertThat(nameOf("Prélude № 4".getBytes(UTF_8))).isEqualTo("Prélude № 4");
  }

  @Test
  void textThatIsNotUtf8IsReadAsLatin1() throws MidiException {
    assertThat(nameOf("Prélude".getBytes(ISO_8859_1))).isEqualTo("Prélude");
  }

  private static String nameOf(byte[] text) throws MidiException {
    int[] payload = IntStream.range(0, text.length).map(i -> text[i]).toArray();
    return piece(smf(track(meta(3, payload)))).tracks().get(0).name();
  }

  @Test
  void aPieceIsCalledByItsFile() throws MidiException {
    assertThat(piece(smf(track(C4))).name()).isEqualTo("a.mid");
  }

  @Test
  void format2HoldsOnePieceATrack() throws MidiException {
    byte[] first = track(ints(meta(0x51, 0, 0, 9), C4));
    MidiFile file = read(smf(2, 96, first, track(0, 0x90, 72, 1, 5, 72, 0)));
    assertThat(file.format()).isEqualTo(2);
    assertThat(file.pieces()).extracting(Piece::name).containsExactly("a.mid#1", "a.mid#2");
    assertThat(file.pieces().get(0).tempos()).containsExactly(new Tempo(0, 9));
    assertThat(file.pieces().get(1).tempos()).isEmpty();
    assertThat(file.pieces().get(1).notes()).containsExactly(new Note(0, 5, 72, 1, 0));
    assertThat(file.noteCount()).isEqualTo(2);
  }

  @Test
  void ticksAreMetrical() throws MidiException {
    assertThat(piece(smf(0, 0x7fff, track(C4))).division())
        .isEqualTo(new Division.Metrical(0x7fff));
  }

  @ParameterizedTest
  @CsvSource({"0xe8, 24", "0xe7, 25", "0xe3, 29", "0xe2, 30"})
  void ticksAreSmpteFrames(int high, int framesPerSecond) throws MidiException {
    assertThat(piece(smf(0, high << 8 | 80, track(C4))).division())
        .isEqualTo(new Division.Smpte(framesPerSecond, 80));
  }

  @Test
  void aLongerHeaderIsSteppedOver() throws MidiException {
    byte[] longer = chunk("MThd", 0, 0, 0, 1, 0, 96, 1, 2, 3);
    assertThat(piece(join(longer, track(C4))).notes()).containsExactly(C4_NOTE);
  }

  @Test
  void unknownChunksAreSteppedOver() throws MidiException {
    byte[] unknown = chunk("XFIH", 1, 2, 3);
    byte[] file = join(header(1, 2, 96), unknown, track(C4), unknown, track(), unknown);
    assertThat(piece(file).notes()).containsExactly(C4_NOTE);
  }

  @Test
  void anRmidWrappingIsTakenOff() throws MidiException {
    byte[] smf = smf(track(C4));
    byte[] info = join("LIST".getBytes(UTF_8), bytes(3, 0, 0, 0, 1, 2, 3, 0)); // padded to even
    byte[] data = join("data".getBytes(UTF_8), bytes(smf.length, 0, 0, 0), smf);
    byte[] after = join("DISP".getBytes(UTF_8), bytes(1, 0, 0, 0, 7, 0));
    byte[] file = join("RIFF".getBytes(UTF_8), bytes(99, 0, 0, 0), "RMID".getBytes(UTF_8), info);
    assertThat(piece(join(file, data, after)).notes()).containsExactly(C4_NOTE);
  }

  @Test
  void aFileWithoutNotesIsReadAsThat() throws MidiException {
    assertThat(read(smf(track())).noteCount()).isZero();
  }

  @Test
  void anEmptyNameIsAllowed() throws MidiException {
    assertThat(MidiReader.read(smf(track(C4)), "", ReadOptions.DEFAULT).pieces().get(0).name())
        .isEmpty();
  }
}
