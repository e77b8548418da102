package io.nocturne.compose;

import io.nocturne.base.UserException;
import io.nocturne.generate.Constraint;
import io.nocturne.generate.Constraint.AllowedTokens;
import io.nocturne.generate.Constraint.MinLength;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import io.nocturne.generate.DecodingConstraints;
import io.nocturne.generate.SectionForm;
import io.nocturne.music.Key;
import io.nocturne.music.PitchName;
import io.nocturne.originality.CopyLimit;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.BarTokens;
import io.nocturne.token.Vocabulary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Translates a choice of notes into constraints on a tokenizer's tokens. */
final class TokenRules {
  private static final Optional<NoteLimits.PitchLimits> PIANO =
      Optional.of(new NoteLimits.PitchLimits(21, 108));

  private final Tokenizer tokenizer;
  private final Primer primer;

  /**
   * Creates the translation for one job.
   *
   * @param primer the primer, whose key is that of {@link NoteLimits.PrimerKey}
   */
  TokenRules(Tokenizer tokenizer, Primer primer) {
    this.tokenizer = tokenizer;
    this.primer = primer;
  }

  /**
   * Returns the constraints that a choice asks for.
   *
   * @throws UserException if it asks for what the tokens or the primer do not have
   */
  DecodingConstraints of(NoteChoice choice) {
    List<Constraint> constraints = new ArrayList<>();
    if (tokenizer.hasRhythm()) {
      // Tokens without rhythm may be in any order.
      constraints.add(
          new GrammarConstraint(
              "the order of " + tokenizer.name() + " tokens", tokenizer.grammar()));
    }
    choice.noRepeatNgram().ifPresent(size -> constraints.add(new NoRepeatNgram(size)));
    if (choice.minLength() > 0) {
      constraints.add(new MinLength(choice.minLength(), end(choice.minLength())));
    }
    choice.copying().ifPresent(copying -> constraints.add(without(copying)));
    NoteLimits limits = choice.limits();
    limits.scale().ifPresent(scale -> constraints.add(within(scale)));
    range(limits).ifPresent(range -> constraints.add(within(range)));
    limits.maxPolyphony().ifPresent(max -> constraints.add(atMost(max)));
    return new DecodingConstraints(choice.penalty(), constraints, choice.form().map(this::form));
  }

  /** Notes that are moved back to a primer's key must not leave the piano there. */
  private Optional<NoteLimits.PitchLimits> range(NoteLimits limits) {
    return primer.semitones() == 0 ? limits.range() : limits.range().or(() -> PIANO);
  }

  private SectionForm form(NoteChoice.Form form) {
    Optional<BarTokens> bars = tokenizer.bars();
    if (bars.isEmpty() && tokenizer.hasRhythm()) {
      throw new UserException(
          "form %s: the run's tokens have a rhythm but no bars, so sections cannot be repeated; leave it out, or train on tokens with bars (time position)"
              .formatted(form.letters()));
    }
    return new SectionForm(
        form.letters(),
        form.section(tokenizer),
        bars.map(tokens -> OptionalInt.of(tokens.id())).orElse(OptionalInt.empty()),
        bars.map(BarTokens::signatures).orElse(Set.of()));
  }

  private int end(int minLength) {
    return tokenizer
        .vocabulary()
        .id(Vocabulary.EOS)
        .orElseThrow(
            () ->
                new UserException(
                    "min-length %d: the run's tokens have no %s, so every piece has the full length; leave it out"
                        .formatted(minLength, Vocabulary.EOS)));
  }

  private Constraint within(NoteLimits.ScaleLimit scale) {
    Key key = scale.key().of(primer);
    Set<Integer> classes = key.scale();
    return new AllowedTokens(
        "scale " + name(scale.key(), key),
        tokens(pitches -> pitches.stream().allMatch(pitch -> classes.contains(pitch % 12))),
        scale.chromatic());
  }

  private static String name(NoteLimits.ScaleKey asked, Key key) {
    String label = asked.label();
    return label.equals(key.label()) ? '"' + label + '"' : label + " (" + key.label() + ")";
  }

  private Constraint within(NoteLimits.PitchLimits range) {
    String name = PitchName.of(range.lowest()) + "-" + PitchName.of(range.highest());
    return new AllowedTokens(
        "range " + name,
        tokens(
            pitches ->
                pitches.stream()
                    .allMatch(pitch -> pitch >= range.lowest() && pitch <= range.highest())));
  }

  private Constraint without(NoteChoice.Copying copying) {
    List<List<Integer>> pitches = new ArrayList<>();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      pitches.add(tokenizer.pitches(id));
    }
    return new CopyLimit(copying.maxNotes(), copying.corpus(), pitches);
  }

  private Constraint atMost(int polyphony) {
    return new GrammarConstraint("max-polyphony " + polyphony, tokenizer.grammar(polyphony));
  }

  /**
   * Returns the tokens whose pitches pass as they are written, in the primer's key; tokens without
   * pitches must pass as an empty list.
   */
  private BitSet tokens(Predicate<List<Integer>> passes) {
    int semitones = primer.semitones();
    BitSet tokens = new BitSet();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      List<Integer> written =
          tokenizer.pitches(id).stream().map(pitch -> pitch - semitones).toList();
      tokens.set(id, passes.test(written));
    }
    return tokens;
  }
}
