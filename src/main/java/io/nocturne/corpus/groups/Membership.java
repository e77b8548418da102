package io.nocturne.corpus.groups;

import java.util.Optional;

/**
 * The place of a piece in a data set.
 *
 * @param group the name of the group that it belongs to; if empty, it is a group of its own
 * @param part the part of the data set's own split that it is in, if there is one
 */
public record Membership(Optional<String> group, Optional<ListedPart> part) {
  /** Nothing is said. */
  public static final Membership NONE = new Membership(Optional.empty(), Optional.empty());

  /** The parts of a data set's own split, as data sets list them. */
  public enum ListedPart {
    /** To learn from. */
    TRAIN,
    /** To choose settings and weights by. */
    VALIDATION,
    /** To measure at the end. */
    TEST
  }

  public Membership {
    if (group.isPresent() && group.get().isBlank()) {
      throw new IllegalArgumentException("the name of a group must not be blank");
    }
  }

  /** Creates a member of a group, without a part. */
  static Membership of(String group) {
    return new Membership(Optional.of(group), Optional.empty());
  }
}
