package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.io.file.Sha256;
import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.midi.MidiReader.ReadOptions.Strictness;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.token.Tokenizer;
import io.nocturne.token.TokenizerFitter;
import io.nocturne.token.VocabularyFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.TreeMap;

/**
 * The settings of preparing a corpus that the outcome of a file depends on, for this or another
 * process.
 *
 * @param preprocessing as {@link Preprocessing#options} has it
 * @param strictness of reading
 * @param learns whether a vocabulary is learned
 * @param vocabulary the {@code vocabulary.json} of the tokenizer before it is fitted
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ReadSettings(
    TreeMap<String, String> preprocessing, Strictness strictness, boolean learns, byte[] vocabulary)
    implements Serializable {

  /** To be raised whenever the same file has another outcome, or outcomes are written otherwise. */
  private static final int FORMAT = 2;

  /** Returns those of a preparation. */
  static ReadSettings of(PrepareSpec spec) throws IOException {
    return new ReadSettings(
        new TreeMap<>(spec.preprocessing().options()),
        spec.readOptions().strictness(),
        spec.tokenizer().learns(),
        VocabularyFile.bytes(spec.tokenizer().unfitted()));
  }

  /** Returns a reader of files. */
  SourceReader reader() throws IOException {
    Tokenizer unfitted = VocabularyFile.read(vocabulary, Path.of(VocabularyFile.NAME));
    return new SourceReader(
        learns ? TokenizerFitter.learning(unfitted) : TokenizerFitter.of(unfitted),
        Preprocessing.of(preprocessing),
        new ReadOptions(strictness));
  }

  /** Returns what differs wherever outcomes do. */
  byte[] digest() {
    MessageDigest digest = Sha256.digest();
    String version = ReadSettings.class.getPackage().getImplementationVersion();
    String others = "%d %s %s %s %s ".formatted(FORMAT, version, preprocessing, strictness, learns);
    digest.update(others.getBytes(UTF_8));
    digest.update(vocabulary);
    return digest.digest();
  }
}
