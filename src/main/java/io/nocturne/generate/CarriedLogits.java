package io.nocturne.generate;

import io.nocturne.generate.Generator.CarriedModel;
import io.nocturne.generate.Generator.CarriedReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The logits of a model that carries its state: it reads the tokens of each piece that it has not
 * read yet. Those are the primer and its pads at first, then the token that was sampled, and the
 * tokens of a repeated section after it.
 */
final class CarriedLogits implements Generator.LogitsSource {
  private final CarriedModel model;
  private final TokenSpace tokens;
  // Pieces begin with the same primer, which is read once.
  private Optional<ReadPrimer> primer = Optional.empty();

  CarriedLogits(CarriedModel model, TokenSpace tokens) {
    this.model = model;
    this.tokens = tokens;
  }

  /**
   * The model's knowledge of a piece. Pieces that have begun together may share it, so its arrays
   * are never changed.
   *
   * @param tokens the number of tokens that were read, at least those of the primer
   * @param state after them
   * @param logits of the token after them
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on as they are; never compared.
  record PieceReading(int tokens, float[] state, float[] logits) {}

  /** A primer, and what the model knows after it. */
  private record ReadPrimer(TokenSequence tokens, PieceReading read) {
    boolean begins(TokenSequence piece) {
      int length = tokens.length();
      if (piece.primerLength() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (piece.id(i) != tokens.id(i)) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public float[][] logits(List<DecodingState> pieces) {
    for (DecodingState piece : pieces) {
      if (piece.read().isEmpty()) {
        piece.setRead(readPrimer(piece.tokens()));
      }
    }
    List<DecodingState> unread = unread(pieces);
    while (!unread.isEmpty()) {
      readToken(unread);
      unread = unread(unread);
    }
    return pieces.stream()
        .map(piece -> piece.read().orElseThrow().logits())
        .toArray(float[][]::new);
  }

  private static List<DecodingState> unread(List<DecodingState> pieces) {
    List<DecodingState> unread = new ArrayList<>();
    for (DecodingState piece : pieces) {
      if (piece.read().orElseThrow().tokens() < piece.tokens().length()) {
        unread.add(piece);
      }
    }
    return unread;
  }

  /** Reads the next token of each piece. */
  private void readToken(List<DecodingState> pieces) {
    float[][] states = new float[pieces.size()][];
    int[] ids = new int[pieces.size()];
    for (int row = 0; row < ids.length; row++) {
      PieceReading read = pieces.get(row).read().orElseThrow();
      states[row] = read.state();
      ids[row] = pieces.get(row).tokens().id(read.tokens());
    }
    CarriedReading reading = read(states, ids);
    for (int row = 0; row < ids.length; row++) {
      int count = pieces.get(row).read().orElseThrow().tokens() + 1;
      pieces
          .get(row)
          .setRead(new PieceReading(count, reading.states()[row], reading.logits()[row]));
    }
  }

  private PieceReading readPrimer(TokenSequence piece) {
    if (primer.isEmpty() || !primer.get().begins(piece)) {
      primer = Optional.of(read(piece));
    }
    return primer.get().read();
  }

  private ReadPrimer read(TokenSequence piece) {
    int length = piece.primerLength();
    int pads = model.leadingPads(length);
    if (pads + length < 1) {
      throw new IllegalStateException("a model must read at least one token before it predicts");
    }
    int[] ids = new int[length];
    float[] state = model.start();
    float[] logits = {};
    for (int i = 0; i < pads + length; i++) {
      int id = i < pads ? tokens.padding() : piece.id(i - pads);
      if (i >= pads) {
        ids[i - pads] = id;
      }
      CarriedReading reading = read(new float[][] {state}, new int[] {id});
      state = reading.states()[0];
      logits = reading.logits()[0];
    }
    return new ReadPrimer(TokenSequence.of(ids), new PieceReading(length, state, logits));
  }

  private CarriedReading read(float[][] states, int[] ids) {
    CarriedReading reading = model.read(states, ids);
    if (reading.logits().length != ids.length || reading.states().length != ids.length) {
      throw new IllegalStateException(
          "model must return %d rows of logits and states, returned %d and %d"
              .formatted(ids.length, reading.logits().length, reading.states().length));
    }
    return reading;
  }
}
