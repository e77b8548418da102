package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever follows the grammar can be played on a keyboard, and encoded scores follow it. */
class GrammarPropertyTest {
  @Property(tries = 300)
  void everyTokenMayFollowTheOnesBeforeIt(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = RandomTokenizers.any(random);
    Grammar grammar = tokenizer.grammar();
    for (int id : tokenizer.encode(RandomScores.score(random)).tokens().toArray()) {
      assertThat(id == tokenizer.vocabulary().bosId().orElseThrow() || grammar.following().get(id))
          .as("%d after %s", id, grammar)
          .isTrue();
      grammar = grammar.after(id);
    }
  }

  @Property(tries = 300)
  void whateverFollowsTheGrammarDecodesAndEncodesToItself(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = RandomTokenizers.any(random);
    int[] ids =
        random.nextBoolean()
            ? wandering(tokenizer.grammar(), new BitSet(), random)
            : repeating(tokenizer, random);
    Piece piece = tokenizer.decode("p", ids, EvenTiming.DEFAULT);
    Piece again =
        tokenizer.decode("p", tokenizer.encode(piece).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(again).isEqualTo(piece);
  }

  @Property(tries = 1000)
  void noKeyOverlapsItselfInAQuantisedScore(@ForAll long seed) {
    Random random = new Random(seed);
    Piece score = RandomScores.score(random);
    requireNoOverlap(RandomTokenizers.events(random).quantized(score, EvenTiming.DEFAULT).notes());
  }

  @Property(tries = 300)
  void noKeyOverlapsItselfInWhateverFollowsTheGrammar(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = RandomTokenizers.any(random);
    int[] ids = repeating(tokenizer, random);
    requireNoOverlap(tokenizer.decode("p", ids, EvenTiming.DEFAULT).notes());
  }

  @Property(tries = 300)
  void whatFollowsAPrimerEndsItsNotes(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = RandomTokenizers.any(random);
    int[] primer = repeating(tokenizer, random);
    int[] whole = repeating(tokenizer, tokenizer.grammar().after(primer), random);
    int[] joined = IntStream.concat(IntStream.of(primer), IntStream.of(whole)).toArray();
    requireNoOverlap(tokenizer.decode("p", joined, EvenTiming.DEFAULT).notes());
    requireNoOverlap(tokenizer.decode("p", primer, whole, EvenTiming.DEFAULT).notes());
  }

  /** Each note of a key ends before the next one begins, or with it, and lasts. */
  private static void requireNoOverlap(List<Note> ordered) {
    TreeMap<Integer, Note> last = new TreeMap<>();
    for (Note note : ordered) {
      assertThat(note.durationTicks()).isPositive();
      Note before = last.put(note.pitch(), note);
      if (before != null) {
        assertThat(before.endTicks())
            .as("%s before %s", before, note)
            .isLessThanOrEqualTo(note.onsetTicks());
        assertThat(before.onsetTicks()).isLessThan(note.onsetTicks());
      }
    }
  }

  /** What may follow, but of all pitches only three, so that they come again. */
  private static int[] repeating(Tokenizer tokenizer, Random random) {
    return repeating(tokenizer, tokenizer.grammar(), random);
  }

  private static int[] repeating(Tokenizer tokenizer, Grammar start, Random random) {
    int lowest = 21 + random.nextInt(80);
    BitSet others = new BitSet();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      others.set(
          id,
          tokenizer.pitches(id).stream().anyMatch(pitch -> pitch < lowest || pitch > lowest + 2)
              || tokenizer.vocabulary().isSpecial(id));
    }
    return wandering(start, others, random);
  }

  @Property(tries = 300)
  void noMoreNotesSoundAtOnceThanMay(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = RandomTokenizers.any(random);
    int most = 1 + random.nextInt(4);
    int[] ids =
        random.nextBoolean()
            ? wandering(tokenizer.grammar(most), new BitSet(), random)
            : repeating(tokenizer, tokenizer.grammar(most), random);
    List<Note> notes = tokenizer.decode("p", ids, EvenTiming.DEFAULT).notes();
    assertThat(notes)
        .allMatch(
            note ->
                notes.stream()
                        .filter(other -> other.onsetTicks() <= note.onsetTicks())
                        .filter(other -> other.endTicks() > note.onsetTicks())
                        .count()
                    <= most);
  }

  /**
   * Two hundred ids drawn evenly from what may follow, fewer if the piece ends.
   *
   * @param shunned drawn only if nothing else may follow
   */
  private static int[] wandering(Grammar start, BitSet shunned, Random random) {
    IntStream.Builder ids = IntStream.builder();
    Grammar grammar = start;
    for (int i = 0; i < 200; i++) {
      BitSet following = grammar.following();
      if (following.isEmpty()) {
        assertThat(grammar).isInstanceOf(SpecialTokens.Ended.class);
        break;
      }
      BitSet rest = (BitSet) following.clone();
      rest.andNot(shunned);
      int[] choices = (rest.isEmpty() ? following : rest).stream().toArray();
      int id = choices[random.nextInt(choices.length)];
      ids.add(id);
      grammar = grammar.after(id);
    }
    return ids.build().toArray();
  }
}
