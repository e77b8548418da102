package io.nocturne.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * The position of a piece in its form, an unchangeable value.
 *
 * @param starts positions in the piece of the sections that have begun
 * @param openings the number of bars that have begun, or of tokens, since the primer
 * @param source the position of the token that is repeated next; empty outside of repeated sections
 * @param isOnceUsed whether one of {@link SectionForm#once} is in the piece
 */
record FormPosition(
    SectionForm form, List<Integer> starts, int openings, OptionalInt source, boolean isOnceUsed) {

  /** Returns the position before the first section. */
  static FormPosition after(int[] primer, SectionForm form) {
    boolean used = false;
    for (int id : primer) {
      used |= form.once().contains(id);
    }
    return new FormPosition(form, List.of(), 0, OptionalInt.empty(), used);
  }

  /** Returns the position after the last token of a piece, one token further than this. */
  FormPosition after(TokenSequence piece) {
    int last = piece.length() - 1;
    int id = piece.id(last);
    boolean opens = form.opens(id);
    List<Integer> begun = starts;
    OptionalInt following =
        source.isEmpty() ? source : nextSource(piece, begun, source.getAsInt() + 1);
    if (opens && isSectionDue()) {
      begun = new ArrayList<>(starts);
      begun.add(last);
      int section = starts.size();
      following =
          form.isNew(section)
              ? OptionalInt.empty()
              : nextSource(piece, begun, begun.get(form.first(section)) + 1);
    }
    return new FormPosition(
        form,
        List.copyOf(begun),
        openings + (opens ? 1 : 0),
        following,
        isOnceUsed || form.once().contains(id));
  }

  /** Returns the first position from one on of a token to repeat; empty after its section. */
  private OptionalInt nextSource(TokenSequence piece, List<Integer> begun, int from) {
    int end = begun.get(form.first(begun.size() - 1) + 1);
    int position = from;
    while (position < end && form.once().contains(piece.id(position))) {
      position++;
    }
    return position < end ? OptionalInt.of(position) : OptionalInt.empty();
  }

  private boolean isSectionDue() {
    return starts.size() < form.count() && openings == starts.size() * form.length();
  }

  /** Returns the token that must be next because a section is repeated. */
  OptionalInt forcedToken(TokenSequence piece) {
    if (source.isPresent()) {
      return OptionalInt.of(piece.id(source.getAsInt()));
    }
    boolean repeats = form.bar().isEmpty() && isSectionDue() && !form.isNew(starts.size());
    return repeats
        ? OptionalInt.of(piece.id(starts.get(form.first(starts.size()))))
        : OptionalInt.empty();
  }

  /** Clears the ids with which the piece would leave its form; sets none. */
  void restrict(BitSet allowed, OptionalInt end) {
    if (!isInLastOpening() && end.isPresent()) {
      allowed.clear(end.getAsInt());
    }
    if (isOnceUsed) {
      form.once().forEach(allowed::clear);
    }
    if (form.bar().isPresent() && isSectionRepeated()) {
      BitSet bar = new BitSet();
      bar.set(form.bar().getAsInt());
      allowed.and(bar);
    }
  }

  /** Returns whether the piece is complete with its last token. */
  boolean isComplete() {
    return isInLastOpening() && (form.bar().isEmpty() || isSectionRepeated());
  }

  /** Returns whether the piece is complete before a token. */
  boolean isCompletedBy(int id) {
    return isInLastOpening() && form.opens(id);
  }

  /** Returns the share of all bars, or tokens, that have begun, 0 to 1. */
  double progress() {
    return (double) openings / total();
  }

  private boolean isInLastOpening() {
    return openings == total();
  }

  private int total() {
    return form.count() * form.length();
  }

  /** Returns whether the section is a repetition and all of it has been repeated. */
  private boolean isSectionRepeated() {
    return !starts.isEmpty() && !form.isNew(starts.size() - 1) && source.isEmpty();
  }
}
