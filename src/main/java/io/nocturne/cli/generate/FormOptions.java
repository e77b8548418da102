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
              "1 to %d letters from A to Z, such as AABA".formatted(SectionForm.MAX_SECTIONS),
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
   * Checks the options by themselves, before any file is read.
   *
   * @throws UsageException if one was given that has no effect with the others
   */
  static void check(Invocation invocation) {
    if (invocation.value(FORM).isEmpty()) {
      if (invocation.isGiven(SECTION)) {
        throw new UsageException(
            "--section: there is no --form whose sections it could measure; add one or leave it"
                + " out");
      }
      return;
    }
    for (Setting<?> other : List.of(SamplingOptions.MIN_LENGTH, SamplingOptions.BEAM)) {
      if (invocation.isGiven(other)) {
        throw new UsageException(
            "%s: does not go with --form, which says how long a piece is and draws its notes;"
                    .formatted(other.option())
                + " leave one out");
      }
    }
  }

  /** Returns the form that was asked for, if one was. */
  static Optional<Form> form(Invocation invocation) {
    return invocation
        .value(FORM)
        .map(letters -> new Form(letters, invocation.wholeNumber(SECTION)));
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
