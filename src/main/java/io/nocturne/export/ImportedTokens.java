package io.nocturne.export;

import io.nocturne.base.UserIOException;
import io.nocturne.export.keras.KerasModel;
import io.nocturne.model.ModelState;
import io.nocturne.music.Note;
import io.nocturne.music.PitchName;
import io.nocturne.token.PitchTokenizer;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import io.nocturne.token.Vocabulary;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The tokens of an imported network, and its weights for them.
 *
 * <p>Nocturne's vocabularies end in {@code <pad>}, which fills windows that begin before the piece.
 * A network without it gets one more token, whose embedding is a zero vector and which is never
 * predicted. A network that masks token 0 has it there.
 *
 * @param tokenizer with a token for each of the state's
 * @param state of the network
 */
record ImportedTokens(Tokenizer tokenizer, ModelState state) {

  /**
   * Returns the tokens of the job's vocabulary, or the model's own, or, if their number fits, the
   * keys of the piano or the MIDI pitches.
   *
   * @throws IOException if their number is not the model's
   */
  static ImportedTokens of(ImportJob job, KerasModel model) throws IOException {
    if (job.vocabulary().isPresent()) {
      return fitted(job, model, VocabularyFile.read(job.vocabulary().get()));
    }
    if (model.vocabulary().isPresent()) {
      byte[] own = model.vocabulary().get().getBytes(StandardCharsets.UTF_8);
      return fitted(job, model, VocabularyFile.read(own, job.source()));
    }
    for (Tokenizer tokenizer : List.of(piano(model), midiPitches(model))) {
      if (fits(tokenizer.vocabulary(), model)) {
        return fitted(job, model, tokenizer);
      }
    }
    if (model.spec().maskPadding()) {
      throw new UserIOException(
          "%s: predicts %d tokens, does not say which, and masks token 0; give a vocabulary file of as many, %s first"
              .formatted(job.source(), model.vocabularySize(), Vocabulary.PAD));
    }
    throw new UserIOException(
        "%s: predicts %d tokens and does not say which; give a vocabulary file, as prepare writes it"
            .formatted(job.source(), model.vocabularySize()));
  }

  private static ImportedTokens fitted(ImportJob job, KerasModel model, Tokenizer tokenizer)
      throws IOException {
    int tokens = model.vocabularySize();
    int size = tokenizer.vocabulary().size();
    if (model.spec().maskPadding() && !fits(tokenizer.vocabulary(), model)) {
      throw new UserIOException(
          "%s: predicts %d tokens and masks token 0, and its vocabulary has %d, of which %s is %d; give a vocabulary of %d tokens, %s first"
              .formatted(
                  job.source(),
                  tokens,
                  size,
                  Vocabulary.PAD,
                  tokenizer.vocabulary().padId(),
                  tokens,
                  Vocabulary.PAD));
    }
    if (!fits(tokenizer.vocabulary(), model)) {
      throw new UserIOException(
          "%s: predicts %d tokens and its vocabulary has %d; give a vocabulary of %d tokens, or of %d whose last is <pad>"
              .formatted(job.source(), tokens, size, tokens, tokens + 1));
    }
    return new ImportedTokens(
        tokenizer, size == tokens ? model.state() : model.state().withUnpredictedToken(tokens));
  }

  private static boolean fits(Vocabulary vocabulary, KerasModel model) {
    int tokens = model.vocabularySize();
    if (model.spec().maskPadding()) {
      return vocabulary.size() == tokens && vocabulary.padId() == 0;
    }
    return vocabulary.size() == tokens
        || (vocabulary.size() == tokens + 1 && vocabulary.padId() == tokens);
  }

  /** Returns a note if the padding is not the token that the model's loss ignores. */
  Optional<String> note(KerasModel model) {
    Vocabulary vocabulary = tokenizer.vocabulary();
    OptionalInt ignored = model.training().ignoredClass();
    boolean known = ignored.isPresent() && ignored.getAsInt() < vocabulary.size();
    return !known || ignored.getAsInt() == vocabulary.padId()
        ? Optional.empty()
        : Optional.of(
            "its loss ignores token %d, which is %s here; give another vocabulary if that is padding"
                .formatted(ignored.getAsInt(), vocabulary.token(ignored.getAsInt())));
  }

  private static Tokenizer piano(KerasModel model) {
    List<String> keys = new ArrayList<>(PitchTokenizer.piano().vocabulary().tokens());
    keys.remove(Vocabulary.PAD);
    return withPadding(keys, model);
  }

  private static Tokenizer midiPitches(KerasModel model) {
    return withPadding(IntStream.range(0, Note.PITCHES).mapToObj(PitchName::of).toList(), model);
  }

  /**
   * Returns a tokenizer of pitches and the padding, which is the last token unless it is masked.
   */
  private static Tokenizer withPadding(List<String> pitches, KerasModel model) {
    List<String> tokens = new ArrayList<>(pitches);
    tokens.add(model.spec().maskPadding() ? 0 : tokens.size(), Vocabulary.PAD);
    return new PitchTokenizer(new Vocabulary(tokens), OutOfRangePolicy.SKIP);
  }
}
