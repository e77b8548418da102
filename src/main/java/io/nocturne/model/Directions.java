package io.nocturne.model;

import java.util.List;

/** Which ways a recurrent layer reads. */
public enum Directions {
  /**
   * Both, concatenated: Keras's {@code Bidirectional(GRU)}. With {@link Targets#EVERY} the backward
   * direction has read every answer but the last one.
   */
  BOTH("bidirectional", "Bidirectional GRU"),
  /**
   * From the first token to the last: Keras's {@code GRU}. What it says at a position depends on
   * the tokens up to there alone, so that it predicts at every position.
   */
  FORWARD("gru", "GRU");

  private final String layer;
  private final String type;

  Directions(String layer, String type) {
    this.layer = layer;
    this.type = type;
  }

  /** How many there are. */
  public int count() {
    return this == BOTH ? 2 : 1;
  }

  /** What the layer with an index is called: Keras's name for such a layer, and the index. */
  public String layer(int index) {
    return layer + "_" + index;
  }

  /** What kind of layer it is, for people. */
  public String type() {
    return type;
  }

  /** With what the names of the weights of each begin, in a layer of that name. */
  public List<String> prefixes(String name) {
    return this == BOTH ? List.of(name + "/forward", name + "/backward") : List.of(name);
  }
}
