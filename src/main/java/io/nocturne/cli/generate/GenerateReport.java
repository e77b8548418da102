package io.nocturne.cli.generate;

import io.nocturne.cli.command.Invocation;
import io.nocturne.cli.console.Console;
import io.nocturne.compose.GenerateJob;
import io.nocturne.compose.Primer;
import io.nocturne.music.Piece;
import io.nocturne.originality.CorpusNotes;
import io.nocturne.originality.Originality;
import java.util.List;
import java.util.Optional;

/** Prints what a listener should know about generated pieces: loops, silences, copies, the seed. */
final class GenerateReport {
  private final Invocation invocation;
  private final GenerateJob job;
  private final Optional<CorpusNotes> corpus;

  GenerateReport(Invocation invocation, GenerateJob job, Optional<CorpusNotes> corpus) {
    this.invocation = invocation;
    this.job = job;
    this.corpus = corpus;
  }

  /** Prints the report of pieces that were written. */
  void print(PieceFiles files, List<Piece> pieces) {
    Console console = invocation.console();
    int known = primerNotes();
    LoopNotice loops = new LoopNotice(invocation);
    SilenceNotice silences = new SilenceNotice();
    for (int i = 0; i < pieces.size(); i++) {
      loops.of(files.file(i), pieces.get(i)).ifPresent(console::warn);
      silences.add(files.file(i), pieces.get(i), known);
    }
    silences.lines().forEach(console::warn);
    for (int i = 0; i < pieces.size() && corpus.isPresent(); i++) {
      Originality originality = corpus.get().of(newPitches(pieces.get(i), known));
      console.print(files.file(i) + ": " + originality.sentence());
    }
    printSeed(console, job);
  }

  /** Prints the seed; a beam search has none. */
  static void printSeed(Console console, GenerateJob job) {
    if (job.choice().beams().isEmpty()) {
      console.note("seed " + job.spec().seed());
    }
  }

  /** Returns how many notes of each piece are the primer's; they come first. */
  private int primerNotes() {
    Primer primer = job.primer();
    return switch (job.output()) {
      case CONTINUATION -> 0;
      case PRIMER_AND_CONTINUATION ->
          job.run().tokenizer().decode("primer", primer.ids(), job.timing()).noteCount();
      case CONTINUED_PIECE -> primer.piece().orElseThrow().noteCount();
    };
  }

  /** Returns the pitches of the new notes in the key of the corpus. */
  private int[] newPitches(Piece piece, int known) {
    int semitones = job.primer().semitones();
    return piece.notes().stream().skip(known).mapToInt(note -> note.pitch() + semitones).toArray();
  }
}
