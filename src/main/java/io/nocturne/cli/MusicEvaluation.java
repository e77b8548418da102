package io.nocturne.cli;

import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Table;
import io.nocturne.cli.console.Table.Column;
import io.nocturne.cli.settings.Setting;
import io.nocturne.cli.settings.ValueType;
import io.nocturne.corpus.Corpus;
import io.nocturne.corpus.CorpusFolder;
import io.nocturne.corpus.MidiPieces;
import io.nocturne.file.AtomicFile;
import io.nocturne.measure.Distribution;
import io.nocturne.measure.Measure;
import io.nocturne.measure.SetDistance;
import io.nocturne.measure.SetMeasures;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.originality.Originality;
import io.nocturne.originality.Passage;
import io.nocturne.token.EvenTiming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What pieces are like, beside others if there are some to compare with. */
final class MusicEvaluation {
  static final Setting<Optional<Path>> MUSIC =
      Setting.optional(
          "music", ValueType.path("MIDI"), "none", "pieces to measure: a folder or file");
  static final Setting<Optional<Path>> AGAINST =
      Setting.optional(
          "against",
          ValueType.path("MUSIC"),
          "none",
          "music to compare with and to look for copies in: MIDI, or a folder that prepare wrote");

  private final Console console;
  private final SetMeasures music;
  private final Optional<SetMeasures> against;
  private final List<Originality> originalities;

  private MusicEvaluation(Console console, List<Piece> music, Optional<List<Piece>> against) {
    this.console = console;
    this.music = SetMeasures.of(music);
    this.against = against.map(SetMeasures::of);
    originalities = against.map(others -> originalities(music, others)).orElse(List.of());
  }

  /** Measures what a command line names. */
  static MusicEvaluation of(Console console, Path music, Optional<Path> against)
      throws IOException {
    List<Piece> pieces = midi(console, music);
    Optional<List<Piece>> others =
        against.isPresent() ? Optional.of(pieces(console, against.get())) : Optional.empty();
    return new MusicEvaluation(console, pieces, others);
  }

  private static List<Piece> pieces(Console console, Path path) throws IOException {
    if (!path.equals(Corpora.EMBEDDED) && !CorpusFolder.isCorpus(path)) {
      return midi(console, path);
    }
    Corpus corpus = Corpora.read(path);
    return corpus.pieces().stream()
        .map(
            piece ->
                corpus
                    .tokenizer()
                    .decode(piece.name(), piece.tokens().toArray(), EvenTiming.DEFAULT))
        .toList();
  }

  private static List<Piece> midi(Console console, Path path) throws IOException {
    MidiPieces read = MidiPieces.read(List.of(path));
    read.skipped().forEach(sentence -> console.warn(sentence + "; it is left out"));
    if (read.pieces().isEmpty()) {
      throw new IOException(path + ": none of its files can be read; see inspect for each");
    }
    return read.pieces();
  }

  private static List<Originality> originalities(List<Piece> music, List<Piece> others) {
    CorpusNotes notes =
        CorpusNotes.of(
            others.stream().map(Piece::name).toList(),
            others.stream().map(MusicEvaluation::pitches).toList());
    return music.stream().map(piece -> notes.of(pitches(piece))).toList();
  }

  private static int[] pitches(Piece piece) {
    return piece.notes().stream().mapToInt(Note::pitch).toArray();
  }

  /** Tables of the measures, and a line for each piece if there is something to copy from. */
  void print() {
    console.print(against.isPresent() ? comparison(against.get()) : table());
    for (int i = 0; i < originalities.size(); i++) {
      console.print(music.pieces().get(i).name() + ": " + text(originalities.get(i)));
    }
  }

  private Table table() {
    Table table = new Table(Column.text("measure"), Column.number("mean"), Column.number("sd"));
    for (Measure measure : Measure.values()) {
      table.row(measure.label(), number(music.mean(measure)), number(music.deviation(measure)));
    }
    return table;
  }

  private Table comparison(SetMeasures others) {
    Table table =
        new Table(
            Column.text("measure"),
            Column.number("music"),
            Column.number("sd"),
            Column.number("against"),
            Column.number("sd"),
            Column.number("overlap"),
            Column.number("KL"));
    for (Measure measure : Measure.values()) {
      SetDistance distance = others.distance(measure, music);
      table.row(
          measure.label(),
          number(music.mean(measure)),
          number(music.deviation(measure)),
          number(others.mean(measure)),
          number(others.deviation(measure)),
          number(distance.overlappingArea()),
          number(distance.klDivergence()));
    }
    for (Distribution distribution : Distribution.values()) {
      SetDistance distance = others.distance(distribution, music);
      table.row(
          distribution.label(),
          "",
          "",
          "",
          "",
          number(distance.overlappingArea()),
          number(distance.klDivergence()));
    }
    return table;
  }

  /** What a listener wants to know: {@code longest passage …: 9 notes, ballade.mid, note 112}. */
  static String text(Originality originality) {
    if (originality.longest().isEmpty()) {
      return "no note of it is found in the corpus";
    }
    String exact = "longest passage found in the corpus: " + text(originality.longest().get());
    return originality
        .longestTransposed()
        .filter(passage -> passage.notes() > originality.longest().get().notes())
        .map(passage -> exact + "; transposed: " + text(passage))
        .orElse(exact);
  }

  private static String text(Passage passage) {
    return String.format(
        Locale.ROOT,
        "%,d %s, %s, note %,d",
        passage.notes(),
        passage.notes() == 1 ? "note" : "notes",
        passage.piece(),
        passage.note());
  }

  /** All figures, of each piece too. */
  void write(Path file) throws IOException {
    AtomicFile.write(file, MusicJson.bytes(music, against, originalities));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
