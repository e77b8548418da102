package io.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.compose.ContinuedPiece;
import io.nocturne.evaluate.page.PieceBlocks.PieceFacts;
import io.nocturne.music.Completion;
import io.nocturne.music.Division;
import io.nocturne.music.Key;
import io.nocturne.music.KeyFinder;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PianoSound.SoundSpec;
import io.nocturne.render.notation.SheetMusic;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.MelodyTokenizer;
import io.nocturne.token.MelodyTokenizer.MelodyExtraction;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.TokenizerFitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Channel 10 has neither a tune nor a key, however many notes it has. */
class PercussionTest {

  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72};
  private static final Piece TUNE = song(List.of());
  private static final Piece SONG = song(drums());

  /** A scale in C major on channel 1, and a track of percussion. */
  private static Piece song(List<Note> drums) {
    List<Note> tune = new ArrayList<>();
    for (int pitch : SCALE) {
      tune.add(new Note(tune.size() * 480L, 480, pitch, 80, 0));
    }
    return new Piece(
        "song",
        new Division.Metrical(480),
        List.of(
            new Track("piano", tune, List.of(new ProgramChange(0, 0, 4))),
            new Track("drums", drums, List.of())),
        List.of(),
        List.of(),
        List.of());
  }

  /** Bass drum and hi-hat, sixteenths apart, for a bar after the end of the tune. */
  private static List<Note> drums() {
    List<Note> drums = new ArrayList<>();
    for (int i = 0; i < 4 * SCALE.length + 16; i++) {
      drums.add(new Note(i * 120L, 120, i % 2 == 0 ? 36 : 46, 100, Note.PERCUSSION_CHANNEL));
    }
    return drums;
  }

  @Test
  void aPieceHasTheKeyOfItsTune() {
    assertThat(KeyFinder.find(SONG.notes())).contains(Key.parse("C major"));
  }

  @Test
  void itStaysWhereTheTuneIsTransposed() {
    Piece higher = SONG.transposed(7);
    assertThat(higher.tracks().get(0)).isNotEqualTo(SONG.tracks().get(0));
    assertThat(higher.tracks().get(1)).isEqualTo(SONG.tracks().get(1));
  }

  static List<Tokenizer> tokenizers() {
    TokenizerFitter chords =
        TokenizerFitter.chords(ChordNames.PITCHES, Optional.empty(), OutOfRangePolicy.SKIP, 1);
    return List.of(
        PitchTokenizer.piano(),
        MelodyTokenizer.of(MelodyExtraction.SKYLINE, Optional.empty(), OutOfRangePolicy.SKIP),
        chords.fit(List.of(TUNE)),
        EventTokenizer.standard());
  }

  @ParameterizedTest
  @MethodSource("tokenizers")
  void tokensAreThoseOfTheTune(Tokenizer tokenizer) {
    assertThat(tokenizer.encode(SONG).tokens()).isEqualTo(tokenizer.encode(TUNE).tokens());
    assertThat(tokenizer.encode(SONG).loss().outOfRange()).isEqualTo(drums().size());
  }

  @Test
  void aContinuationPlaysTheInstrumentWithMostNotes() {
    Piece more = Piece.of("more", 480, List.of(new Note(0, 480, 60, 80, 0)));
    Piece longer = new ContinuedPiece(SONG).append(more);
    Track added = longer.tracks().get(2);
    assertThat(added.notes()).extracting(Note::channel).containsExactly(0);
    assertThat(added.programs()).extracting(ProgramChange::program).containsExactly(4);
    assertThat(longer.tracks().get(1)).isEqualTo(SONG.tracks().get(1));
  }

  @Test
  void aContinuationIsAsFastAndLoudAsTheTune() {
    assertThat(new ContinuedPiece(SONG).timing()).isEqualTo(new ContinuedPiece(TUNE).timing());
  }

  @Test
  void onlyPercussionIsNothingToContinueFrom() {
    assertThatThrownBy(() -> new ContinuedPiece(Piece.of("beat", 480, drums())))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "beat: contains only percussion, so there is nothing to continue from; choose another");
  }

  @Test
  void aTuneIsFoundAgainUnderOtherPercussion() {
    assertThat(CorpusNotes.ofPieces(List.of(TUNE)).of(SONG).longest().orElseThrow().notes())
        .isEqualTo(SCALE.length);
  }

  @Test
  void picturesSoundsAndFactsAreThoseOfTheTune() {
    PianoRollSpec roll = PianoRollSpec.DEFAULT;
    assertThat(PianoRoll.of(SONG, roll).png()).isEqualTo(PianoRoll.of(TUNE, roll).png());
    assertThat(PianoSound.of(SONG, SoundSpec.PREVIEW).wav())
        .isEqualTo(PianoSound.of(TUNE, SoundSpec.PREVIEW).wav());
    assertThat(PieceFacts.of(SONG)).containsEntry("range", "C4 to C5");
  }

  @Test
  void sheetMusicIsThatOfTheTune() {
    assertThat(SheetMusic.of(SONG).musicXml()).isEqualTo(SheetMusic.of(TUNE).musicXml());
    assertThat(SheetMusic.of(SONG).leftOut()).isZero();
  }

  @Test
  void itGetsNoPianosProgram() {
    assertThat(Completion.of(SONG, 4).tracks().get(1).programs()).isEmpty();
  }
}
