package io.nocturne.model;

import java.util.List;

/** The directions in which a recurrent layer reads. */
public enum Directions {
  /**
   * Both directions, concatenated: Keras's {@code Bidirectional(GRU)}. With {@link Targets#EVERY}
   * the backward direction has read every target but the last one.
   */
  BOTH("bidirectional", "Bidirectional GRU"),
  /**
   * From the first token to the last: Keras's {@code GRU}. The output at a position depends only on
   * the tokens up to there, so that every position measures prediction.
   */
  FORWARD("gru", "GRU");

  private final String layer;
  private final String type;

  Directions(String layer, String type) {
    this.layer = layer;
    this.type = type;
  }

  /** Returns the number of directions. */
  public int count() {
    return this == BOTH ? 2 : 1;
  }

  /** Returns the name of the layer with an index: Keras's name of such a layer, and the index. */
  public String layer(int index) {
    return layer + "_" + index;
  }

  /** Returns the kind of layer, as shown to users. */
  public String type() {
    return type;
  }

  /** Returns the prefix of the weights' names for each direction of a layer. */
  public List<String> prefixes(String name) {
    return this == BOTH ? List.of(name + "/forward", name + "/backward") : List.of(name);
  }
}
