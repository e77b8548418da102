package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.OnsetTolerance;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.MelodyTokenizer.MelodyExtraction;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tokenizer owes to corpora, models and generated music. */
class TokenizerContractTest {

  static Stream<Tokenizer> all() {
    return Stream.of(
        PitchTokenizer.piano(),
        PitchTokenizer.pianoWithEnds(OutOfRangePolicy.SKIP),
        MelodyTokenizer.of(MelodyExtraction.HIGHEST, Optional.empty(), OutOfRangePolicy.SKIP),
        MelodyTokenizer.of(
            MelodyExtraction.SKYLINE, Optional.of(Grid.DEFAULT), OutOfRangePolicy.SKIP),
        MelodyTokenizer.of(MelodyExtraction.HIGHEST, new OnsetTolerance(30), OutOfRangePolicy.SKIP),
        chords(ChordNames.PITCHES),
        chords(ChordNames.NORMAL_ORDER),
        EventTokenizer.standard(),
        EventTokenizer.of(Time.SHIFT, Grid.parse("2"), OptionalInt.empty(), OutOfRangePolicy.SKIP),
        PerformanceTokenizer.standard(),
        PerformanceTokenizer.of(
            NoteEnds.DURATIONS,
            new TimeSteps(5),
            OptionalInt.empty(),
            PedalTokens.ON_OFF,
            OutOfRangePolicy.SKIP));
  }

  private static Tokenizer chords(ChordNames names) {
    return TokenizerFitter.chords(names, Optional.empty(), OutOfRangePolicy.SKIP, 1)
        .fit(List.of(randomPiece(), beyond()));
  }

  @Test
  void everyNameIsHeldToThis() {
    assertThat(all().map(Tokenizer::name).distinct()).containsExactlyElementsOf(Tokenizer.names());
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesNotesAsIdsOfTheVocabularyOtherThanThePad(Tokenizer tokenizer) {
    List<Integer> ids =
        Arrays.stream(tokenizer.encode(randomPiece()).tokens().toArray()).boxed().toList();
    assertThat(ids)
        .isNotEmpty()
        .allMatch(id -> id >= 0 && id < tokenizer.vocabulary().size())
        .doesNotContain(tokenizer.vocabulary().padId());
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesThePitchesOfItsTokensAscending(Tokenizer tokenizer) {
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      assertThat(tokenizer.pitches(id)).isSorted().doesNotHaveDuplicates();
    }
    assertThat(tokenizer.pitches(tokenizer.vocabulary().padId())).isEmpty();
  }

  /** A skyline is chosen from notes; of one that leaps it would choose again. */
  static Stream<Tokenizer> reversible() {
    return all()
        .filter(tokenizer -> !tokenizer.options().containsValue(MelodyExtraction.SKYLINE.label()));
  }

  @ParameterizedTest
  @MethodSource("reversible")
  void encodesThePieceItDecodedToTheSameIds(Tokenizer tokenizer) {
    Tokens once = tokenizer.encode(randomPiece()).tokens();
    Piece decoded = tokenizer.decode("again", once.toArray(), EvenTiming.DEFAULT);
    Encoding again = tokenizer.encode(decoded);
    assertThat(again.tokens()).isEqualTo(once);
    assertThat(again.loss().outOfRange() + again.loss().folded() + again.loss().unknown()).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesTheSamePieceAlike(Tokenizer tokenizer) {
    assertThat(tokenizer.encode(randomPiece())).isEqualTo(tokenizer.encode(randomPiece()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesAPieceWithoutNotesAsNothing(Tokenizer tokenizer) {
    Piece empty = Piece.of("empty", 480, List.of());
    assertThat(tokenizer.encode(empty)).isEqualTo(new Encoding(Tokens.of(), EncodingLoss.NONE));
  }

  @ParameterizedTest
  @MethodSource("all")
  void decodesNothingToAPieceWithoutNotes(Tokenizer tokenizer) {
    assertThat(tokenizer.decode("empty", new int[0], EvenTiming.DEFAULT).noteCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("all")
  void accountsForEveryNoteOfAPieceBeyondThePiano(Tokenizer tokenizer) {
    Encoding encoding = tokenizer.encode(beyond());
    assertThat(tokenizer.decode("p", encoding.tokens().toArray(), EvenTiming.DEFAULT).noteCount())
        .isEqualTo((int) (3 - encoding.loss().outOfRange()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesToDecodeThePad(Tokenizer tokenizer) {
    int[] ids = {tokenizer.vocabulary().padId()};
    assertThatThrownBy(() -> tokenizer.decode("p", ids, EvenTiming.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was %d at position 0", ids[0]);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isMadeAgainFromItsNameOptionsAndVocabulary(Tokenizer tokenizer) {
    Tokenizer again =
        Tokenizer.named(tokenizer.name(), tokenizer.options(), tokenizer.vocabulary());
    assertThat(again).isEqualTo(tokenizer).hasSameHashCodeAs(tokenizer);
    assertThat(again.encode(randomPiece())).isEqualTo(tokenizer.encode(randomPiece()));
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
    Vocabulary vocabulary = PitchTokenizer.piano().vocabulary();
    assertThatThrownBy(() -> Tokenizer.named("midi", Map.of(), vocabulary))
        .hasMessage(
            "tokenizer midi: no such tokenizer; choose one of pitch, melody, chord, event,"
                + " performance");
  }

  @ParameterizedTest
  @MethodSource("all")
  void marksWhereAPieceBeginsAndEndsIfItsVocabularyDoes(Tokenizer tokenizer) {
    Tokens ids = tokenizer.encode(randomPiece()).tokens();
    tokenizer.vocabulary().bosId().ifPresent(bos -> assertThat(ids.id(0)).isEqualTo(bos));
    tokenizer
        .vocabulary()
        .eosId()
        .ifPresent(eos -> assertThat(ids.id(ids.length() - 1)).isEqualTo(eos));
    assertThat(tokenizer.vocabulary().bosId().isPresent())
        .isEqualTo(tokenizer.vocabulary().eosId().isPresent());
  }

  @ParameterizedTest
  @MethodSource("all")
  void goesOnFromAPieceWithoutItsEnd(Tokenizer tokenizer) {
    int[] ids = tokenizer.encode(randomPiece()).tokens().toArray();
    int ends = tokenizer.vocabulary().eosId().isPresent() ? 1 : 0;
    assertThat(tokenizer.promptIds(randomPiece())).isEqualTo(Arrays.copyOf(ids, ids.length - ends));
    assertThat(tokenizer.promptIds()).hasSize(ends);
  }

  @ParameterizedTest
  @MethodSource("all")
  void decodesUpToTheEndAlone(Tokenizer tokenizer) {
    int[] ids = tokenizer.encode(randomPiece()).tokens().toArray();
    Piece piece = tokenizer.decode("p", ids, EvenTiming.DEFAULT);
    if (tokenizer.vocabulary().eosId().isPresent()) {
      int[] longer = Arrays.copyOf(ids, ids.length + 20);
      assertThat(tokenizer.decode("p", longer, EvenTiming.DEFAULT)).isEqualTo(piece);
    }
    assertThat(tokenizer.decode("p", tokenizer.promptIds(randomPiece()), EvenTiming.DEFAULT))
        .isEqualTo(piece);
  }

  @ParameterizedTest
  @MethodSource("all")
  void neverLetsPadBeginningOrUnknownFollow(Tokenizer tokenizer) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    BitSet following = tokenizer.grammar().after(tokenizer.promptIds(randomPiece())).following();
    assertThat(following.get(vocabulary.padId())).isFalse();
    vocabulary.bosId().ifPresent(id -> assertThat(following.get(id)).isFalse());
    vocabulary.unkId().ifPresent(id -> assertThat(following.get(id)).isFalse());
    vocabulary.eosId().ifPresent(id -> assertThat(following.get(id)).isTrue());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTransposedTokenStrikesThePitchesTransposed(Tokenizer tokenizer) {
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      assertThat(tokenizer.transposed(id, 0)).hasValue(id);
      OptionalInt moved = tokenizer.transposed(id, 5);
      if (moved.isPresent()) {
        assertThat(classes(tokenizer.pitches(moved.getAsInt()), 0))
            .isEqualTo(classes(tokenizer.pitches(id), 5));
      }
    }
  }

  private static Set<Integer> classes(List<Integer> pitches, int semitones) {
    return pitches.stream().map(pitch -> (pitch + semitones) % 12).collect(Collectors.toSet());
  }

  private static Piece beyond() {
    return Piece.of("p", 480, List.of(note(0, 0), note(300, 60), note(900, 127)));
  }

  private static Piece randomPiece() {
    Random random = new Random(7);
    return Piece.of(
        "random",
        480,
        IntStream.range(0, 500)
            .mapToObj(i -> note(i / 3 * 120L, 21 + random.nextInt(88)))
            .toList());
  }

  private static Note note(long onset, int pitch) {
    return new Note(onset, 100, pitch, 64, 0);
  }
}
