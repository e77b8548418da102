package io.nocturne.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.generate.GenerateSpec;
import io.nocturne.generate.Generator;
import io.nocturne.generate.Generator.NextTokenModel;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.Sampler;
import io.nocturne.generate.TokenSpace;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.TimeSignature;
import io.nocturne.rhythm.Grid;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.EventTokenizer;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Forms of pieces in real tokens, made by a model that thinks anything likely. */
class FormTest {
  private static final EventTokenizer EVENTS = EventTokenizer.standard();
  private static final NoteChoice.Form AABA = new NoteChoice.Form("AABA", OptionalInt.of(2));

  /** Likes bars, so that they have a few notes each. */
  private static NextTokenModel anything(Tokenizer tokenizer) {
    int bar = tokenizer.bars().orElseThrow().id();
    return windows -> {
      float[][] rows = new float[windows.length][tokenizer.vocabulary().size()];
      Arrays.stream(rows).forEach(row -> row[bar] = 4);
      return rows;
    };
  }

  private static Piece generate(Primer primer, long seed) {
    Vocabulary vocabulary = EVENTS.vocabulary();
    TokenSpace tokens =
        new TokenSpace(
            8,
            vocabulary.size(),
            vocabulary.padId(),
            Set.of(vocabulary.bosId().orElseThrow()),
            vocabulary.eosId());
    Generator generator =
        new Generator(anything(EVENTS), tokens, new TokenRules(EVENTS, primer).of(inForm(AABA)));
    int[] before = primer.ids();
    GenerateSpec spec = new GenerateSpec(10_000, 1, seed, Sampler.ofTemperature(1));
    return EVENTS.decode("x", before, generator.generate(before, spec)[0], EvenTiming.DEFAULT);
  }

  @Property(tries = 100)
  void bringsTheNotesOfBarsAgain(@ForAll long seed) {
    Piece piece = generate(Primer.none(EVENTS), seed);
    long bar = barTicks(piece);
    List<Note> first = between(piece, 0, 2 * bar);
    assertThat(between(piece, 2 * bar, 4 * bar)).isEqualTo(first);
    assertThat(between(piece, 6 * bar, 8 * bar)).isEqualTo(first);
    assertThat(piece.timeSignatures()).as("no change of signature").hasSizeLessThan(2);
    assertThat(between(piece, 8 * bar, Long.MAX_VALUE / 2)).as("nothing after").isEmpty();
  }

  @Property(tries = 100)
  void continuesAnyPrimer(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Note> notes =
        random
            .ints(9, 0, 4000)
            .sorted()
            .mapToObj(onset -> new Note(onset, 240, 40 + random.nextInt(40), 80, 0))
            .toList();
    Piece made = generate(Primer.of(Piece.of("primer", 480, notes), EVENTS), seed);
    assertThat(made.timeSignatures()).hasSizeLessThan(2);
  }

  @Test
  void hasEightBarsOrThirtyTwoTokensInASection() {
    NoteChoice.Form form = new NoteChoice.Form("AB", OptionalInt.empty());
    assertThat(form.section(EVENTS)).isEqualTo(8);
    assertThat(form.section(PitchTokenizer.piano())).isEqualTo(32);
  }

  @Test
  void needsBarsWhereThereIsRhythm() {
    Tokenizer shifts =
        EventTokenizer.of(
            EventTokenizer.Time.SHIFT, Grid.DEFAULT, OptionalInt.empty(), OutOfRangePolicy.SKIP);
    TokenRules rules = new TokenRules(shifts, Primer.none(shifts));
    assertThatThrownBy(() -> rules.of(inForm(AABA)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("form AABA: the run's tokens have a rhythm but no bars");
  }

  private static NoteChoice inForm(NoteChoice.Form form) {
    return new NoteChoice(
        OptionalDouble.empty(),
        RepetitionPenalty.NONE,
        OptionalInt.empty(),
        0,
        NoteLimits.NONE,
        Optional.empty(),
        Optional.of(form),
        OptionalInt.empty());
  }

  private static long barTicks(Piece piece) {
    int ticksPerQuarter = ((Division.Metrical) piece.division()).ticksPerQuarter();
    TimeSignature signature =
        piece.timeSignatures().stream().findFirst().orElse(new TimeSignature(0, 4, 4));
    return 4L * ticksPerQuarter * signature.numerator() / signature.denominator();
  }

  /** Moved to the beginning, and ended by the end, since the next section may strike the keys. */
  private static List<Note> between(Piece piece, long from, long to) {
    return piece.notes().stream()
        .filter(note -> note.onsetTicks() >= from && note.onsetTicks() < to)
        .map(
            note ->
                new Note(
                    note.onsetTicks() - from,
                    Math.min(note.endTicks(), to) - note.onsetTicks(),
                    note.pitch(),
                    note.velocity(),
                    note.channel()))
        .toList();
  }
}
