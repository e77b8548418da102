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

/** The options of a piece's form, which sections it repeats. */
final class FormOptions {
  /** A piece that ends with its form needs a limit all the same, in case no new bar is sampled. */
  private static final int MAX_TOKENS_OF_A_BAR = 256;

  static final Setting<Optional<String>> FORM =
      Setting.optional(
          "form",
          new ValueType<>(
              "LETTERS",
              "1 to %d letters from A to Z, such as AABA".formatted(SectionForm.MAX_SECTIONS),
              FormOptions::letters,
              letters -> letters),
          "no repetition",
          "a section for each letter, such as AABA: equal letters have equal music; the piece ends"
              + " with the last section");
  static final Setting<Optional<Integer>> SECTION =
      Setting.optional(
          "section",
          ValueType.wholeNumber(1, 10_000),
          "8 bars, or 32 tokens where tokens have no bars",
          "length of each section of a --form in bars, or in tokens where tokens have no bars");

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
            "--section: has no effect without --form; add one or leave it out");
      }
      return;
    }
    for (Setting<?> other : List.of(SamplingOptions.MIN_LENGTH, SamplingOptions.BEAM)) {
      if (invocation.isGiven(other)) {
        throw new UsageException(
            "%s: cannot be combined with --form, which sets the length and samples; leave one out"
                .formatted(other.option()));
      }
    }
  }

  /** Returns the form that was asked for, if one was. */
  static Optional<Form> form(Invocation invocation) {
    return invocation
        .value(FORM)
        .map(letters -> new Form(letters, invocation.wholeNumber(SECTION)));
  }

  /** Returns the maximum number of tokens of a piece: as asked for, or enough for its form. */
  static int length(Invocation invocation, NoteChoice choice, Tokenizer tokenizer) {
    if (choice.form().isEmpty() || invocation.isGiven(GenerateCommand.LENGTH)) {
      return invocation.value(GenerateCommand.LENGTH);
    }
    Form form = choice.form().get();
    int openings = form.letters().length() * form.section(tokenizer);
    return tokenizer.bars().isPresent() ? openings * MAX_TOKENS_OF_A_BAR : openings;
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
