package io.nocturne.cli.evaluate;

import io.nocturne.base.UserIOException;
import io.nocturne.cli.console.Console;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.MidiPieces;
import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings;
import io.nocturne.evaluate.page.EvaluationReport.MusicFindings.Reference;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.originality.Originality;
import io.nocturne.preprocess.Preprocessing;
import io.nocturne.rhythm.PerformedPiece;
import io.nocturne.token.EvenTiming;
import io.nocturne.token.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads music and measures it. */
final class MusicReading {
  private static final String GENERATED = "generated";

  private final Console console;
  private final Optional<Preprocessing> preprocessing;

  /**
   * Creates a reader.
   *
   * @param preprocessing of the MIDI files that music is compared with; empty to take them as they
   *     are
   */
  MusicReading(Console console, Optional<Preprocessing> preprocessing) {
    this.console = console;
    this.preprocessing = preprocessing;
  }

  /** Measures MIDI files, beside others if there are some to compare with. */
  MusicFindings findings(Path music, Optional<Path> against) throws IOException {
    List<Piece> pieces = midi(music).pieces();
    return new MusicFindings(
        shown(music),
        pieces,
        SetMeasures.of(pieces),
        against.isPresent() ? Optional.of(reference(pieces, against.get())) : Optional.empty());
  }

  /** Measures what a network has generated. */
  static MusicFindings findings(
      List<Piece> pieces, Tokenizer tokenizer, Optional<Reference> reference) {
    return new MusicFindings(GENERATED, pieces, measures(pieces.stream(), tokenizer), reference);
  }

  /**
   * Measures rhythm only if the tokens have one, and by beats only if they have beats; otherwise
   * those of the pieces are arbitrary.
   */
  private static SetMeasures measures(Stream<Piece> pieces, Tokenizer tokenizer) {
    if (tokenizer.hasSeconds()) {
      return SetMeasures.of(pieces.map(PerformedPiece::withoutBeats));
    }
    return tokenizer.hasRhythm() ? SetMeasures.of(pieces) : SetMeasures.ofPitches(pieces);
  }

  /** Reads MIDI files, or a corpus, to compare pieces with. */
  Reference reference(List<Piece> pieces, Path other) throws IOException {
    if (CorpusFolder.isCorpus(other)) {
      try (Corpus corpus = CorpusFolder.read(other)) {
        return reference(pieces, shown(other), corpus);
      }
    }
    MidiPieces read = midi(other);
    List<Piece> others = preprocessing.map(read::with).orElse(read).pieces();
    return new Reference(
        shown(other), SetMeasures.of(others), originalities(pieces, CorpusNotes.ofPieces(others)));
  }

  /** Compares pieces with a corpus, by what its tokens represent. */
  Reference reference(List<Piece> pieces, String name, Corpus corpus) {
    Tokenizer tokenizer = corpus.tokenizer();
    // Decoded one at a time: a corpus need not fit into memory.
    Stream<Piece> others =
        corpus.pieces().stream()
            .map(
                piece ->
                    tokenizer.decode(piece.name(), piece.tokens().toArray(), EvenTiming.DEFAULT));
    if (!tokenizer.hasRhythm()) {
      console.note(
          "%s: its %s tokens have no rhythm, so only pitches are compared; name the MIDI files to compare rhythm too"
              .formatted(name, tokenizer.name()));
    }
    return new Reference(
        name, measures(others, tokenizer), originalities(pieces, CorpusNotes.of(corpus)));
  }

  private MidiPieces midi(Path path) throws IOException {
    MidiPieces read = MidiPieces.read(List.of(path));
    read.skipped().forEach(sentence -> console.warn(sentence + "; it is left out"));
    if (read.pieces().isEmpty()) {
      throw new UserIOException(
          path + ": none of its files can be read; run nocturne inspect on each");
    }
    return read;
  }

  private static List<Originality> originalities(List<Piece> music, CorpusNotes others) {
    return music.stream().map(others::of).toList();
  }

  /** Returns the name on pages: the last name of the path. */
  static String shown(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
