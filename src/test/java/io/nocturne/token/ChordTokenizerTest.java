package io.nocturne.token;

import static io.nocturne.token.TokenWords.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChordTokenizerTest {
  private static final Piece SONG = piece("C4 E4 G4", "F4", "E4 G4 C4", "B3 F4", "F4", "F4");

  @Test
  void theMostFrequentComeFirstOfEqualsByNameAndThenTheMarks() {
    assertThat(learnt(1, SONG).vocabulary().tokens())
        .containsExactly("F4", "C4.E4.G4", "B3.F4", "<pad>", "<bos>", "<eos>", "<unk>");
  }

  @Test
  void theOrderOfThePiecesDoesNotMatter() {
    Piece other = piece("C4 E4 G4", "A3");
    assertThat(learnt(1, SONG, other)).isEqualTo(learnt(1, other, SONG));
  }

  @Test
  void beforeItIsFittedEveryChordIsUnknown() {
    Tokenizer tokenizer = fitter(ChordNames.PITCHES, 1).unfitted();
    assertThat(words(tokenizer, SONG)).isEqualTo("<bos> <unk> <unk> <unk> <unk> <unk> <unk> <eos>");
  }

  @Test
  void rareChordsAreUnknownAndCounted() {
    Tokenizer tokenizer = learnt(2, SONG);
    Encoding encoding = tokenizer.encode(SONG);
    assertThat(encoding.loss().unknown()).isEqualTo(1);
    assertThat(words(tokenizer, encoding.tokens().toArray()))
        .isEqualTo("<bos> C4.E4.G4 F4 C4.E4.G4 <unk> F4 F4 <eos>");
  }

  @Test
  void anUnknownChordIsARest() {
    Tokenizer tokenizer = learnt(2, SONG);
    Piece piece = tokenizer.decode("p", tokenizer.promptIds(SONG), EvenTiming.DEFAULT);
    assertThat(piece.notes())
        .extracting(note -> note.onsetTicks() / EvenTiming.DEFAULT.noteTicks())
        .doesNotContain(3L)
        .endsWith(4L, 5L);
  }

  @Test
  void byNormalOrderOctavesAndInversionsAreOne() {
    Tokenizer tokenizer =
        learnt(ChordNames.NORMAL_ORDER, 1, piece("C4 E4 G4", "E3 C4 G5 C6", "C4", "C4 C5"));
    assertThat(tokenizer.vocabulary().tokens()).startsWith("0.4.7", "0", "C4");
  }

  @ParameterizedTest
  @CsvSource({"0.4.7, C4 E4 G4", "10.2.5, A#4 D5 F5", "0, C4 C5", "G#2, G#2"})
  void aNormalOrderIsPlayedUpwardsFromTheOctaveOfMiddleC(String name, String pitches) {
    assertThat(ChordNames.NORMAL_ORDER.pitches(name))
        .isEqualTo(Arrays.stream(pitches.split(" ")).map(PitchName::parse).toList());
  }

  /** SHA-256 of all of them as music21 10.5.1's {@code Chord.normalOrder} has them, a line each. */
  @Test
  void normalOrdersAreThoseOfMusic21ForEverySetOfPitchClasses() throws Exception {
    String all =
        IntStream.range(1, 1 << 12)
            .mapToObj(ChordTokenizerTest::classes)
            .map(NormalOrder::of)
            .map(order -> order.stream().map(String::valueOf).collect(Collectors.joining(".")))
            .collect(Collectors.joining("\n"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("6a4995a7a018c73f0c1888bb9f12c0f5e8867654f6d8960a20d085c604b162c0");
  }

  @Test
  void aTransposedChordMayNotBeInTheVocabulary() {
    Tokenizer tokenizer = learnt(1, piece("C4 E4", "D4 F#4"));
    int id = tokenizer.vocabulary().id("C4.E4").orElseThrow();
    assertThat(tokenizer.transposed(id, 2)).isEqualTo(tokenizer.vocabulary().id("D4.F#4"));
    assertThat(tokenizer.transposed(id, 1)).isEmpty();
    assertThat(tokenizer.transposed(id, 100)).isEmpty();
  }

  @Test
  void aVocabularyThatIsTooLargeIsAnErrorThatSaysWhatToDo() {
    // No two of them have the same four keys.
    List<Note> notes = new ArrayList<>();
    for (int chord = 0; chord < 70_000; chord++) {
      notes.add(new Note(chord, 1, 21 + chord % 30, 64, 0));
      notes.add(new Note(chord, 1, 51 + chord / 30 % 25, 64, 0));
      notes.add(new Note(chord, 1, 76 + chord / 750 % 20, 64, 0));
      notes.add(new Note(chord, 1, 96 + chord / 15_000, 64, 0));
    }
    Piece piece = Piece.of("p", 480, notes);
    assertThatThrownBy(() -> fitter(ChordNames.PITCHES, 1).fit(List.of(piece)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "a minimum count of 1 leaves 70,000 different chords and a vocabulary holds 65,532;"
                + " give a higher one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"E4.C4", "C4..E4", "c4", "C4.C4", "G9", "0.4.7", "H4"})
  void refusesTokensThatAreNoSuchChords(String token) throws IOException {
    String json =
        """
        {"format":1,"tokenizer":{"name":"chord","chords":"pitches","grid":"none","outside":"skip"},
        "tokens":["%s","<pad>","<bos>","<eos>","<unk>"]}
        """
            .formatted(token);
    assertThatThrownBy(
            () -> VocabularyFile.read(json.getBytes(StandardCharsets.UTF_8), Path.of("v.json")))
        .hasMessage(
            "v.json: tokens of tokenizer chord must be pitches of the piano's keys, was "
                + token
                + "; restore the file that prepare wrote");
  }

  private static List<Integer> classes(int mask) {
    return IntStream.range(0, 12).filter(bit -> (mask >> bit & 1) == 1).boxed().toList();
  }

  private static Tokenizer learnt(int minCount, Piece... pieces) {
    return learnt(ChordNames.PITCHES, minCount, pieces);
  }

  private static Tokenizer learnt(ChordNames names, int minCount, Piece... pieces) {
    return fitter(names, minCount).fit(List.of(pieces));
  }

  private static TokenizerFitter fitter(ChordNames names, int minCount) {
    return TokenizerFitter.chords(names, Optional.empty(), OutOfRangePolicy.SKIP, minCount);
  }

  private static Piece piece(String... chords) {
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < chords.length; i++) {
      for (String pitch : chords[i].split(" ", -1)) {
        notes.add(new Note(i * 480L, 480, PitchName.parse(pitch), 64, 0));
      }
    }
    return Piece.of("p", 480, notes);
  }
}
