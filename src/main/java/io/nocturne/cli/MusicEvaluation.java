package io.nocturne.cli;

import io.nocturne.Nocturne;
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
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.originality.Originality;
import io.nocturne.originality.Passage;
import io.nocturne.token.EvenTiming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

  private MusicEvaluation(
      Console console,
      SetMeasures music,
      Optional<SetMeasures> against,
      List<Originality> originalities) {
    this.console = console;
    this.music = music;
    this.against = against;
    this.originalities = originalities;
  }

  /** Measures what a command line names. */
  static MusicEvaluation of(Invocation invocation) throws IOException {
    Console console = invocation.console();
    List<Piece> pieces = midi(console, invocation.value(MUSIC).orElseThrow());
    SetMeasures music = SetMeasures.of(pieces);
    Optional<Path> other = invocation.value(AGAINST);
    if (other.isEmpty()) {
      return new MusicEvaluation(console, music, Optional.empty(), List.of());
    }
    if (other.get().equals(Corpora.EMBEDDED) || CorpusFolder.isCorpus(other.get())) {
      Corpus corpus = Corpora.read(other.get());
      return new MusicEvaluation(
          console,
          music,
          Optional.of(measures(console, other.get(), corpus)),
          originalities(pieces, Nocturne.notes(corpus)));
    }
    List<Piece> others = midi(console, other.get());
    return new MusicEvaluation(
        console,
        music,
        Optional.of(SetMeasures.of(others)),
        originalities(pieces, CorpusNotes.ofPieces(others)));
  }

  /** Of what the tokens of a corpus tell. */
  private static SetMeasures measures(Console console, Path path, Corpus corpus) {
    List<Piece> pieces =
        corpus.pieces().stream()
            .map(
                piece ->
                    corpus
                        .tokenizer()
                        .decode(piece.name(), piece.tokens().toArray(), EvenTiming.DEFAULT))
            .toList();
    if (corpus.tokenizer().hasRhythm()) {
      return SetMeasures.of(pieces);
    }
    console.note(
        "%s: its %s tokens tell no rhythm, so pitches alone are compared; name the MIDI files to compare all"
            .formatted(path, corpus.tokenizer().name()));
    return SetMeasures.ofPitches(pieces);
  }

  private static List<Piece> midi(Console console, Path path) throws IOException {
    MidiPieces read = MidiPieces.read(List.of(path));
    read.skipped().forEach(sentence -> console.warn(sentence + "; it is left out"));
    if (read.pieces().isEmpty()) {
      throw new IOException(path + ": none of its files can be read; see inspect for each");
    }
    return read.pieces();
  }

  private static List<Originality> originalities(List<Piece> music, CorpusNotes others) {
    return music.stream().map(others::of).toList();
  }

  /** Tables of the measures, and a line for each piece if there is something to copy from. */
  void print() {
    console.print(against.isPresent() ? comparison(against.get()) : table());
    for (int i = 0; i < originalities.size(); i++) {
      console.print(music.pieces().get(i).name() + ": " + text(originalities.get(i)));
    }
    if (!originalities.isEmpty()) {
      console.print("runs of notes found in the corpus: " + seen());
    }
  }

  /** The mean share of runs that are found, for each length: {@code 4 notes 30.6 %, …}. */
  private String seen() {
    Map<Integer, Double> means =
        originalities.stream()
            .flatMap(one -> one.seen().entrySet().stream())
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    TreeMap::new,
                    Collectors.averagingDouble(Map.Entry::getValue)));
    return means.isEmpty()
        ? "none, since no piece has so many"
        : means.entrySet().stream()
            .map(
                mean ->
                    String.format(
                        Locale.ROOT, "%d notes %.1f %%", mean.getKey(), 100 * mean.getValue()))
            .collect(Collectors.joining(", "));
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
