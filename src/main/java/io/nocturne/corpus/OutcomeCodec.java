package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.nocturne.corpus.SourceOutcome.ReadPiece;
import io.nocturne.token.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Outcomes as bytes, between the passes of a preparation. What comparing files needs is first, so
 * that the rest need not be read for it.
 */
final class OutcomeCodec {
  private OutcomeCodec() {}

  /**
   * The part of an outcome that shows whether a file repeats another.
   *
   * @param taken whether it has anything to take
   * @param file what reports call it
   */
  record OutcomeHead(boolean taken, String file, String sha256, NoteDigest notes) {}

  /**
   * The part of an outcome that goes into a corpus.
   *
   * @param file what reports call it
   */
  record TakenSource(String file, String sha256, List<ReadPiece> pieces) {}

  static byte[] bytes(SourceOutcome outcome) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeBoolNoTag(outcome.report().status().taken());
    write(outcome.report().file(), out);
    write(outcome.sha256(), out);
    out.writeFixed64NoTag(outcome.notes().high());
    out.writeFixed64NoTag(outcome.notes().low());
    out.writeFixed64NoTag(outcome.notes().notes());
    out.writeByteArrayNoTag(
        ReportFile.JSON.writeValueAsBytes(FileReportJson.whole(outcome.report())));
    out.writeUInt32NoTag(outcome.pieces().size());
    for (ReadPiece piece : outcome.pieces()) {
      write(piece, out);
    }
    out.flush();
    return bytes.toByteArray();
  }

  private static void write(ReadPiece piece, CodedOutputStream out) throws IOException {
    write(piece.name(), out);
    out.writeDoubleNoTag(piece.tempo().orElse(Double.NaN));
    out.writeFixed64NoTag(piece.unknown());
    out.writeUInt32NoTag(piece.tokens().length());
    for (int i = 0; i < piece.tokens().length(); i++) {
      out.writeUInt32NoTag(piece.tokens().id(i));
    }
    out.writeUInt32NoTag(piece.words().size());
    for (String word : piece.words()) {
      write(word, out);
    }
  }

  /** Writes any text; Protobuf's own strings have to be valid. */
  private static void write(String text, CodedOutputStream out) throws IOException {
    out.writeByteArrayNoTag(text.getBytes(UTF_8));
  }

  /** Reads the first part of an outcome. */
  static OutcomeHead head(byte[] bytes) throws IOException {
    return head(CodedInputStream.newInstance(bytes));
  }

  private static OutcomeHead head(CodedInputStream in) throws IOException {
    return new OutcomeHead(
        in.readBool(),
        text(in),
        text(in),
        new NoteDigest(in.readFixed64(), in.readFixed64(), in.readFixed64()));
  }

  /** Reads what {@link #bytes} wrote. */
  static SourceOutcome read(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    OutcomeHead head = head(in);
    FileReport report = FileReportJson.read(ReportFile.JSON.readTree(in.readByteArray()));
    return new SourceOutcome(report, head.sha256(), head.notes(), pieces(in));
  }

  /** Reads all of an outcome but its report; empty if there is nothing to take. */
  static Optional<TakenSource> taken(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    OutcomeHead head = head(in);
    if (!head.taken()) {
      return Optional.empty();
    }
    in.skipRawBytes(in.readRawVarint32());
    return Optional.of(new TakenSource(head.file(), head.sha256(), pieces(in)));
  }

  private static List<ReadPiece> pieces(CodedInputStream in) throws IOException {
    int count = in.readUInt32();
    List<ReadPiece> pieces = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pieces.add(piece(in));
    }
    return pieces;
  }

  private static ReadPiece piece(CodedInputStream in) throws IOException {
    String name = text(in);
    double tempo = in.readDouble();
    long unknown = in.readFixed64();
    int[] ids = new int[in.readUInt32()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = in.readUInt32();
    }
    int count = in.readUInt32();
    List<String> words = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      words.add(text(in));
    }
    return new ReadPiece(
        name,
        Double.isNaN(tempo) ? OptionalDouble.empty() : OptionalDouble.of(tempo),
        Tokens.of(ids),
        unknown,
        words);
  }

  private static String text(CodedInputStream in) throws IOException {
    return new String(in.readByteArray(), UTF_8);
  }
}
