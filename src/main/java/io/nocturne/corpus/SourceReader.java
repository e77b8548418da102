package io.nocturne.corpus;

import io.nocturne.corpus.FileReport.Changes;
import io.nocturne.corpus.FileReport.KeyChange;
import io.nocturne.corpus.FileReport.NoteCounts;
import io.nocturne.corpus.FileReport.Status;
import io.nocturne.corpus.MidiSources.MidiSource;
import io.nocturne.corpus.PrepareSpec.Transposition;
import io.nocturne.file.Sha256;
import io.nocturne.midi.MidiException;
import io.nocturne.midi.MidiFile;
import io.nocturne.midi.MidiReader;
import io.nocturne.midi.ReadOptions.Strictness;
import io.nocturne.music.Piece;
import io.nocturne.rhythm.Quantisation;
import io.nocturne.rhythm.SilenceLimit.Shortened;
import io.nocturne.token.Draft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One MIDI file to what its tokens are made of. */
final class SourceReader {
  private final PrepareSpec spec;

  SourceReader(PrepareSpec spec) {
    this.spec = spec;
  }

  /**
   * What came of a file.
   *
   * @param sha256 of its bytes; empty if it could not be opened
   * @param pieces none if it is to be skipped
   */
  record Outcome(FileReport report, String sha256, NoteDigest notes, List<DraftPiece> pieces) {}

  /** A piece that is still to get its tokens. */
  record DraftPiece(String name, Draft draft) {}

  /**
   * Reads a file. What is wrong with it is in the report.
   *
   * @throws IOException if reading is strict and anything is
   */
  Outcome read(MidiSource source) throws IOException {
    byte[] bytes;
    try {
      bytes = source.content().bytes();
    } catch (IOException e) {
      return unopened(source, MidiSources.reason(e));
    }
    String sha256 = Sha256.hex(bytes);
    try {
      MidiFile file = MidiReader.read(bytes, source.shown(), spec.readOptions());
      return tokenized(source, sha256, file);
    } catch (MidiException e) {
      if (strict()) {
        throw e;
      }
      return skipped(source, sha256, diagnostic(e));
    }
  }

  private boolean strict() {
    return spec.readOptions().strictness() == Strictness.STRICT;
  }

  private Outcome unopened(MidiSource source, String problem) throws IOException {
    if (strict()) {
      throw new IOException(
          "%s: %s; make it readable or leave it out".formatted(source.shown(), problem));
    }
    return skipped(source, "", FileReport.Diagnostic.ofFile(problem));
  }

  private Outcome skipped(MidiSource source, String sha256, FileReport.Diagnostic why) {
    var report = new FileReport(source.shown(), Status.SKIPPED, NoteCounts.NONE, List.of(why));
    return new Outcome(report, sha256, NoteDigest.of(List.of()), List.of());
  }

  private static FileReport.Diagnostic diagnostic(MidiException e) {
    return new FileReport.Diagnostic(
        OptionalLong.of(e.offset()), OptionalInt.of(e.track()), e.problem() + "; " + e.advice());
  }

  private Outcome tokenized(MidiSource source, String sha256, MidiFile file) {
    List<DraftPiece> pieces = new ArrayList<>();
    List<KeyChange> keys = new ArrayList<>();
    Quantisation quantisation = Quantisation.NONE;
    TimingFindings timing = TimingFindings.NONE;
    int outside = 0;
    int folded = 0;
    int percussion = 0;
    for (int k = 0; k < file.pieces().size(); k++) {
      Piece found = file.pieces().get(k).pitched();
      percussion += file.pieces().get(k).noteCount() - found.noteCount();
      TimingFindings findings = TimingFindings.of(found);
      if (spec.maxSilence().isPresent()) {
        Shortened shortened = spec.maxSilence().get().shorten(found);
        findings = findings.shortened(shortened.silences(), shortened.seconds());
        found = shortened.piece();
      }
      timing = timing.plus(findings);
      Piece piece = inItsKey(found, keys);
      Draft draft = spec.tokenization().draft(piece);
      outside += draft.skipped();
      folded += draft.folded();
      quantisation = quantisation.plus(draft.quantisation());
      if (!draft.isEmpty()) {
        // Of format 2, or of joined files; they are told apart by their place in the file.
        String name = file.pieces().size() == 1 ? source.name() : source.name() + "#" + (k + 1);
        pieces.add(new DraftPiece(name, draft));
      }
    }
    var counts = new NoteCounts(file.noteCount(), outside, folded, percussion);
    List<FileReport.Diagnostic> diagnostics = new ArrayList<>();
    file.diagnostics().forEach(diagnostic -> diagnostics.add(FileReport.Diagnostic.of(diagnostic)));
    if (pieces.isEmpty()) {
      diagnostics.add(FileReport.Diagnostic.ofFile(whyEmpty(counts)));
    }
    var changes = new Changes(0, quantisation, keys, timing);
    var report = new FileReport(source.shown(), status(file, pieces), counts, changes, diagnostics);
    return new Outcome(report, sha256, NoteDigest.of(file.pieces()), pieces);
  }

  /** A piece in the key that is wanted; what was done is noted. */
  private Piece inItsKey(Piece piece, List<KeyChange> keys) {
    if (spec.transposition() == Transposition.NONE) {
      return piece;
    }
    KeyChange change = ToC.of(piece);
    keys.add(change);
    return piece.transposed(change.semitones());
  }

  private static String whyEmpty(NoteCounts counts) {
    if (counts.notes() == 0) {
      return "it contains no notes";
    }
    if (counts.percussion() == counts.notes()) {
      return "it contains only percussion";
    }
    return counts.notes() == 1
        ? "its only note is not in the vocabulary"
        : "none of its %d notes is in the vocabulary".formatted(counts.notes());
  }

  private static Status status(MidiFile file, List<DraftPiece> pieces) {
    if (pieces.isEmpty()) {
      return Status.SKIPPED;
    }
    return file.diagnostics().isEmpty() ? Status.READ : Status.REPAIRED;
  }
}
