package io.nocturne.cli.generate;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.UsageException;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.compose.NoteChoice;
import io.nocturne.compose.NoteChoice.Form;
import io.nocturne.generate.SectionForm;
import io.nocturne.token.Tokenizer;
import java.util.List;
import java.util.Optional;

/** Which sections of a piece come again. */
final class FormOptions {
  /**
   * A piece that ends by its form needs a limit all the same, in case its network begins no bar.
   */
  private static final int MOST_TOKENS_OF_A_BAR = 256;

  static final Setting<Optional<String>> FORM =
      Setting.optional(
          "form",
          new ValueType<>(
              "LETTERS",
              "1 to %d letters from A to Z, such as AABA".formatted(SectionForm.MOST),
              FormOptions::letters,
              letters -> letters),
          "nothing comes again",
          "a section for each letter, such as AABA: where a letter comes again, so does its music;"
              + " the last one's end is the piece's");
  static final Setting<Optional<Integer>> SECTION =
      Setting.optional(
          "section",
          ValueType.wholeNumber(1, 10_000),
          "8 bars, or 32 tokens where tokens have no bars",
          "bars of each section of a --form, or tokens where tokens have no bars");

  private FormOptions() {}

  /**
   * A choice of notes in the form that was asked for, if one was.
   *
   * @throws UsageException if an option was given that another makes void
   */
  static NoteChoice formed(Invocation invocation, NoteChoice choice) {
    Optional<String> letters = invocation.value(FORM);
    if (letters.isEmpty()) {
      if (invocation.value(SECTION).isPresent()) {
        throw new UsageException(
            "--section: there is no --form whose sections it could measure; add one or leave it"
                + " out");
      }
      return choice;
    }
    for (Setting<?> other : List.of(SamplingOptions.MIN_LENGTH, SamplingOptions.BEAM)) {
      if (invocation.isGiven(other)) {
        throw new UsageException(
            "%s: does not go with --form, which says how long a piece is and draws its notes;"
                    .formatted(other.option())
                + " leave one out");
      }
    }
    return choice.in(new Form(letters.get(), invocation.wholeNumber(SECTION)));
  }

  /** The most tokens of a piece: what was asked for, or what its form needs. */
  static int length(Invocation invocation, NoteChoice choice, Tokenizer tokenizer) {
    if (choice.form().isEmpty() || invocation.isGiven(GenerateCommand.LENGTH)) {
      return invocation.value(GenerateCommand.LENGTH);
    }
    Form form = choice.form().get();
    int openings = form.letters().length() * form.section(tokenizer);
    return tokenizer.bars().isPresent() ? openings * MOST_TOKENS_OF_A_BAR : openings;
  }

  private static Optional<String> letters(String text) {
    try {
      SectionForm.requireLetters(text);
      return Optional.of(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
