package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.SourceOutcome.ReadPiece;
import io.nocturne.token.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  static byte[] bytes(SourceOutcome outcome) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBoolean(outcome.report().status().taken());
      write(outcome.report().file().getBytes(UTF_8), out);
      write(outcome.sha256().getBytes(UTF_8), out);
      out.writeLong(outcome.notes().high());
      out.writeLong(outcome.notes().low());
      out.writeLong(outcome.notes().notes());
      write(ReportFile.JSON.writeValueAsBytes(FileReportJson.whole(outcome.report())), out);
      writeVarint(outcome.pieces().size(), out);
      for (ReadPiece piece : outcome.pieces()) {
        write(piece, out);
      }
    }
    return bytes.toByteArray();
  }

  private static void write(ReadPiece piece, DataOutputStream out) throws IOException {
    write(piece.name().getBytes(UTF_8), out);
    out.writeDouble(piece.tempo().orElse(Double.NaN));
    out.writeLong(piece.unknown());
    writeVarint(piece.tokens().length(), out);
    for (int i = 0; i < piece.tokens().length(); i++) {
      writeVarint(piece.tokens().id(i), out);
    }
    writeVarint(piece.words().size(), out);
    for (String word : piece.words()) {
      write(word.getBytes(UTF_8), out);
    }
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    writeVarint(bytes.length, out);
    out.write(bytes);
  }

  /** Writes seven bits to a byte, the lowest first; the last byte is below 128. */
  private static void writeVarint(int value, DataOutputStream out) throws IOException {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /** Reads the first part of an outcome. */
  static OutcomeHead head(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return head(in);
    }
  }

  private static OutcomeHead head(DataInputStream in) throws IOException {
    return new OutcomeHead(
        in.readBoolean(),
        text(in),
        text(in),
        new NoteDigest(in.readLong(), in.readLong(), in.readLong()));
  }

  /** Reads what {@link #bytes} wrote. */
  static SourceOutcome read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      OutcomeHead head = head(in);
      FileReport report = FileReportJson.read(ReportFile.JSON.readTree(in.readNBytes(varint(in))));
      int count = varint(in);
      List<ReadPiece> pieces = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        pieces.add(piece(in));
      }
      return new SourceOutcome(report, head.sha256(), head.notes(), pieces);
    }
  }

  private static ReadPiece piece(DataInputStream in) throws IOException {
    String name = text(in);
    double tempo = in.readDouble();
    long unknown = in.readLong();
    int[] ids = new int[varint(in)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = varint(in);
    }
    int count = varint(in);
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

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(varint(in)), UTF_8);
  }

  private static int varint(DataInputStream in) throws IOException {
    int value = 0;
    int shift = 0;
    int next = in.readUnsignedByte();
    for (; next >= 0x80; next = in.readUnsignedByte()) {
      value |= (next & 0x7f) << shift;
      shift += 7;
    }
    return value | (next << shift);
  }
}
