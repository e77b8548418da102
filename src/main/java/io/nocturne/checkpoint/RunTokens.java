package io.nocturne.checkpoint;

import io.nocturne.model.TokenIds;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Vocabulary;
import io.nocturne.token.VocabularyFile;
import java.nio.file.Path;

/** The tokens of a run: their ids, and a comparison with those of a corpus. */
public final class RunTokens {
  private RunTokens() {}

  /** Returns the ids that a network of a vocabulary reads and predicts. */
  public static TokenIds ids(Vocabulary vocabulary) {
    return new TokenIds(vocabulary.size(), vocabulary.padId());
  }

  /**
   * Requires that a corpus has exactly the tokens of a run.
   *
   * @param given the corpus's tokenizer
   * @throws RunException if its vocabulary or its kind of tokens differs, naming both
   */
  public static void requireSame(RunFolder run, Tokenizer given) throws RunException {
    Tokenizer own = run.tokenizer();
    if (!own.vocabulary().equals(given.vocabulary())) {
      throw new RunException(
          run.path(),
          "has another vocabulary (%d tokens) than the corpus (%d tokens); prepare the corpus with the vocabulary %s"
              .formatted(own.vocabulary().size(), given.vocabulary().size(), vocabularyFile(run)));
    }
    if (!own.equals(given)) {
      throw new RunException(
          run.path(),
          "has tokens of another kind (%s) than the corpus (%s); prepare the corpus with the vocabulary %s"
              .formatted(own.label(), given.label(), vocabularyFile(run)));
    }
  }

  private static Path vocabularyFile(RunFolder run) {
    return run.path().resolve(VocabularyFile.NAME);
  }
}
