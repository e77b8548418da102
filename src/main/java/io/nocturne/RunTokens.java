package io.nocturne;

import io.nocturne.checkpoint.RunException;
import io.nocturne.checkpoint.RunFolder;
import io.nocturne.corpus.Corpus;
import io.nocturne.generate.TokenSpace;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Vocabulary;
import io.nocturne.token.VocabularyFile;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run's tokens allow. */
final class RunTokens {
  private RunTokens() {}

  /** Fails unless the corpus is of the very tokens that the run learnt. */
  static void requireSame(RunFolder run, Corpus corpus) throws RunException {
    Tokenizer learnt = run.tokenizer();
    Tokenizer given = corpus.tokenizer();
    if (!learnt.vocabulary().equals(given.vocabulary())) {
      throw new RunException(
          run.path(),
          "has another vocabulary (%d tokens) than the corpus (%d tokens); prepare the corpus with --vocabulary %s"
              .formatted(
                  learnt.vocabulary().size(), given.vocabulary().size(), vocabularyFile(run)));
    }
    if (!learnt.equals(given)) {
      throw new RunException(
          run.path(),
          "has tokens of another kind (%s) than the corpus (%s); prepare the corpus with --vocabulary %s"
              .formatted(learnt.label(), given.label(), vocabularyFile(run)));
    }
  }

  private static Path vocabularyFile(RunFolder run) {
    return run.path().resolve(VocabularyFile.NAME);
  }

  /** The ids that a run's network reads and writes; those of marks are not for pieces. */
  static TokenSpace space(RunFolder run) {
    Vocabulary vocabulary = run.tokenizer().vocabulary();
    Set<Integer> forbidden =
        Stream.of(Vocabulary.BOS, Vocabulary.UNK)
            .flatMap(mark -> vocabulary.id(mark).stream().boxed())
            .collect(Collectors.toSet());
    return new TokenSpace(
        run.model().window(),
        run.tokenIds().count(),
        run.tokenIds().pad(),
        forbidden,
        vocabulary.id(Vocabulary.EOS));
  }
}
