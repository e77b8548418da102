package io.nocturne.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.compose.NoteLimits.NamedKey;
import io.nocturne.compose.NoteLimits.PitchLimits;
import io.nocturne.compose.NoteLimits.PrimerKey;
import io.nocturne.compose.NoteLimits.ScaleLimit;
import io.nocturne.generate.Constraint;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.RepetitionPenalty;
import io.nocturne.generate.TokenSequence;
import io.nocturne.music.Key;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRulesTest {
  private static final Tokenizer PIANO = PitchTokenizer.piano();
  private static final Piece C_MAJOR = piece("C4 D4 E4 F4 G4 A4 B4 C5 G4 E4 C4");

  @Test
  void asksForNothingWhereNothingIsChosen() {
    assertThat(rules(NoteChoice.FREE)).isEqualTo(DecodingConstraints.NONE);
  }

  @Test
  void keepsThePenaltyAndTheRunsThatMayNotRepeat() {
    RepetitionPenalty penalty = new RepetitionPenalty(1.2, 9);
    NoteChoice choice =
        new NoteChoice(penalty, OptionalInt.of(5), 0, NoteLimits.NONE, OptionalInt.empty());
    assertThat(rules(choice))
        .isEqualTo(new DecodingConstraints(penalty, List.of(new NoRepeatNgram(5))));
  }

  /** Marks strike nothing: they are never in the way. */
  @ParameterizedTest
  @CsvSource({
    "C major, C4 D4 E4 F4 G4 A4 B4 C5 <pad>",
    "A minor, C4 D4 E4 F4 G4 A4 B4 C5 <pad>",
    "E minor, C4 D4 E4 F#4 G4 A4 B4 C5 <pad>",
    "Eb major, C4 D4 D#4 F4 G4 G#4 A#4 C5 <pad>"
  })
  void allowsTheNotesOfAScale(String key, String tokens) {
    NoteLimits limits = scale(new ScaleLimit(new NamedKey(Key.parse(key)), 0));
    assertThat(within("C4-C5", allowed(limits))).containsExactly(tokens.split(" ", -1));
  }

  @Test
  void takesTheScaleOfThePrimersKey() {
    Constraint constraint = constraint(scale(new ScaleLimit(new PrimerKey(), 0.1)));
    assertThat(constraint.name()).isEqualTo("scale auto (C major)");
    assertThat(constraint.exceptionRate()).isEqualTo(0.1);
    assertThat(within("C4-E4", allowed(constraint))).containsExactly("C4", "D4", "E4", "<pad>");
  }

  @Test
  void namesAScaleAsItIsAskedFor() {
    assertThat(constraint(scale(new ScaleLimit(new NamedKey(Key.parse("eb major")), 0))).name())
        .isEqualTo("scale \"Eb major\"");
  }

  @Test
  void allowsTheNotesOfARange() {
    Constraint constraint =
        constraint(
            new NoteLimits(
                Optional.empty(), Optional.of(new PitchLimits(60, 63)), OptionalInt.empty()));
    assertThat(constraint.name()).isEqualTo("range C4-D#4");
    assertThat(tokens(allowed(constraint))).containsExactly("C4", "C#4", "D4", "D#4", "<pad>");
  }

  @Test
  void findsNoKeyWithoutAPrimer() {
    NoteChoice choice = within(scale(new ScaleLimit(new PrimerKey(), 0)));
    assertThatThrownBy(() -> new TokenRules(PIANO, Primer.none(PIANO)).of(choice))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "scale auto: takes the primer's key, and there is no primer; give one or name a key");
  }

  @Test
  void findsNoKeyInAPrimerThatHasNone() {
    NoteChoice choice = within(scale(new ScaleLimit(new PrimerKey(), 0)));
    Piece all = piece("C4 C#4 D4 D#4 E4 F4 F#4 G4 G#4 A4 A#4 B4");
    assertThatThrownBy(() -> new TokenRules(PIANO, Primer.of(all, PIANO)).of(choice))
        .hasMessage(
            "scale auto: the primer notes has no key, since all its pitch classes sound equally"
                + " long; name one");
  }

  @Test
  void refusesAMinLengthWherePiecesDoNotEnd() {
    NoteChoice choice =
        new NoteChoice(
            RepetitionPenalty.NONE, OptionalInt.empty(), 9, NoteLimits.NONE, OptionalInt.empty());
    assertThatThrownBy(() -> rules(choice))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "min-length 9: the run's tokens have no <eos>, so every piece has the full length;"
                + " leave it out");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 5, 'range must be within 0 to 127, was -1 to 5'",
    "0, 128, 'range must be within 0 to 127, was 0 to 128'",
    "6, 5, 'range must not end below its beginning, was 6 to 5'"
  })
  void rejectsRangesThatMakeNoSense(int lowest, int highest, String message) {
    assertThatThrownBy(() -> new PitchLimits(lowest, highest)).hasMessage(message);
  }

  @Test
  void rejectsLimitsAndChoicesThatMakeNoSense() {
    assertThatThrownBy(() -> new ScaleLimit(new PrimerKey(), 2))
        .hasMessage("chromatic must be 0 to 1, was 2.0");
    assertThatThrownBy(() -> new NoteLimits(Optional.empty(), Optional.empty(), OptionalInt.of(0)))
        .hasMessage("max polyphony must be at least 1, was 0");
    assertThatThrownBy(
            () ->
                new NoteChoice(
                    RepetitionPenalty.NONE,
                    OptionalInt.empty(),
                    0,
                    NoteLimits.NONE,
                    OptionalInt.of(0)))
        .hasMessage("beams must be at least 1, was 0");
  }

  private static DecodingConstraints rules(NoteChoice choice) {
    return new TokenRules(PIANO, Primer.of(C_MAJOR, PIANO)).of(choice);
  }

  private static NoteChoice within(NoteLimits limits) {
    return new NoteChoice(
        RepetitionPenalty.NONE, OptionalInt.empty(), 0, limits, OptionalInt.empty());
  }

  private static NoteLimits scale(ScaleLimit scale) {
    return new NoteLimits(Optional.of(scale), Optional.empty(), OptionalInt.empty());
  }

  private static Constraint constraint(NoteLimits limits) {
    List<Constraint> constraints = rules(within(limits)).constraints();
    assertThat(constraints).hasSize(1);
    return constraints.get(0);
  }

  private static BitSet allowed(NoteLimits limits) {
    return allowed(constraint(limits));
  }

  private static BitSet allowed(Constraint constraint) {
    BitSet allowed = new BitSet();
    allowed.set(0, PIANO.vocabulary().size());
    constraint.restrict(TokenSequence.of(), allowed);
    return allowed;
  }

  private static List<String> tokens(BitSet ids) {
    return ids.stream().mapToObj(PIANO.vocabulary()::token).toList();
  }

  /** The tokens from one pitch to another, and the marks. */
  private static List<String> within(String range, BitSet ids) {
    int lowest = PIANO.vocabulary().id(range.substring(0, range.indexOf('-'))).orElseThrow();
    int highest = PIANO.vocabulary().id(range.substring(range.indexOf('-') + 1)).orElseThrow();
    BitSet some = new BitSet();
    some.set(lowest, highest + 1);
    some.set(PIANO.vocabulary().padId());
    some.and(ids);
    return tokens(some);
  }

  private static Piece piece(String pitches) {
    List<Note> notes = new ArrayList<>();
    for (String name : pitches.split(" ", -1)) {
      notes.add(new Note(notes.size() * 10L, 10, PitchName.parse(name), 64, 0));
    }
    return Piece.of("notes", 480, notes);
  }
}
