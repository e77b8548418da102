package io.nocturne.corpus;

import io.nocturne.corpus.embedded.ScoreText;
import io.nocturne.music.Piece;
import io.nocturne.token.PitchTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Short piano pieces that come with the program, so that a first model needs no download. They are
 * in the public domain and transcribed for this corpus from their scores; each text states its
 * source.
 */
public final class EmbeddedCorpus {
  /** The name of these pieces among MIDI files; a folder of that name is ./embedded. */
  public static final String NAME = "embedded";

  private static final List<String> RESOURCES =
      List.of(
          "bach-bwv846-prelude.txt",
          "petzold-minuet-anh114.txt",
          "petzold-minuet-anh115.txt",
          "beethoven-fuer-elise.txt",
          "chopin-op28-02.txt",
          "chopin-op28-04.txt",
          "chopin-op28-07.txt",
          "chopin-op28-20.txt");

  private EmbeddedCorpus() {}

  /**
   * Returns the pieces, always in the same order: 480 ticks a quarter; two tracks each, the right
   * hand on channel 0, then the left hand on channel 1; velocity 64; written repeats played once.
   */
  public static List<Piece> pieces() {
    return RESOURCES.stream().map(name -> ScoreText.parse(name, text(name))).toList();
  }

  /** Returns the pieces as tokens, by the default tokenizer. */
  public static Corpus corpus() {
    return Corpus.of(PitchTokenizer.piano(), pieces());
  }

  private static String text(String name) {
    try (InputStream in = EmbeddedCorpus.class.getResourceAsStream("embedded/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the embedded score " + name + " is missing from the program; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the embedded score " + name, e);
    }
  }
}
