package io.nocturne.cli.inspect;

import io.nocturne.base.Numbers;
import io.nocturne.cli.console.TextWidth;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.Corpus.TokenizedPiece;
import io.nocturne.corpus.PieceGroups;
import io.nocturne.preprocess.Preprocessing.Provenance;
import io.nocturne.token.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Describes a corpus: its tokens, and the beginnings of its first pieces. */
final class CorpusDescription {
  private static final int TERM_COLUMNS = 12;
  private static final int PIECES_SHOWN = 3;
  private static final int TOKENS_SHOWN = 12;

  private final Path path;
  private final Corpus corpus;

  CorpusDescription(Path path, Corpus corpus) {
    this.path = path;
    this.corpus = corpus;
  }

  List<String> lines() {
    Vocabulary vocabulary = corpus.tokenizer().vocabulary();
    List<String> lines = new ArrayList<>();
    lines.add(path + ", a corpus");
    lines.add(term("tokens", corpus.tokenizer().label()));
    lines.add(
        term(
            "vocabulary",
            String.format(
                Locale.ROOT,
                "%,d: %s to %s",
                vocabulary.size(),
                vocabulary.token(0),
                vocabulary.token(vocabulary.size() - 1))));
    lines.add(
        term(
            "length",
            TextWidth.count(corpus.pieces().size(), "piece", "pieces")
                + ", "
                + TextWidth.count(corpus.tokenCount(), "token", "tokens")));
    corpus.provenance().ifPresent(music -> lines.add(term("music", label(music))));
    PieceGroups groups = PieceGroups.of(corpus.pieces());
    if (groups.count() < corpus.pieces().size()) {
      lines.add(term("groups", String.format(Locale.ROOT, "%,d", groups.count())));
    }
    corpus.pieces().stream().limit(PIECES_SHOWN).forEach(piece -> addOpening(piece, lines));
    return lines;
  }

  /** Returns what was done to the music of a corpus, and its median tempo. */
  static String label(Provenance music) {
    String preprocessing = music.preprocessing().label();
    return music.tempo().isEmpty()
        ? preprocessing
        : preprocessing
            + "; %s quarter notes a minute in the median"
                .formatted(Numbers.fixed(music.tempo().getAsDouble(), 1).replaceFirst("\\.0$", ""));
  }

  private void addOpening(TokenizedPiece piece, List<String> lines) {
    lines.add("");
    lines.add(piece.name());
    String opening =
        IntStream.range(0, Math.min(TOKENS_SHOWN, piece.length()))
            .mapToObj(i -> corpus.tokenizer().vocabulary().token(piece.tokens().id(i)))
            .collect(Collectors.joining(" "));
    lines.add("  " + opening + (piece.length() > TOKENS_SHOWN ? " …" : ""));
  }

  private static String term(String name, String description) {
    return "  " + TextWidth.padRight(name, TERM_COLUMNS) + description;
  }
}
