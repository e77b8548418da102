package io.nocturne.generate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a piece stands in its form. A value.
 *
 * @param starts of the sections that have begun, positions in the piece
 * @param openings bars that have begun, or tokens that have come, since the primer
 * @param next the position of the token that comes again next; -1 if none does
 * @param isOnceGone whether one of {@link SectionForm#once} has come
 */
record FormPosition(
    SectionForm sections, List<Integer> starts, int openings, int next, boolean isOnceGone) {
  private static final int NONE = -1;

  /** Before the first section. */
  static FormPosition after(int[] primer, SectionForm sections) {
    boolean gone = false;
    for (int id : primer) {
      gone |= sections.once().contains(id);
    }
    return new FormPosition(sections, List.of(), 0, NONE, gone);
  }

  /** The place after the last token of a piece, one further than this. */
  FormPosition after(TokenSequence piece) {
    int position = piece.length() - 1;
    int id = piece.id(position);
    boolean opens = sections.opens(id);
    List<Integer> begun = starts;
    int following = next == NONE ? NONE : next + 1;
    if (opens && isSectionDue()) {
      begun = new ArrayList<>(starts);
      begun.add(position);
      int section = starts.size();
      following = sections.isNew(section) ? NONE : begun.get(sections.first(section)) + 1;
    }
    return new FormPosition(
        sections,
        List.copyOf(begun),
        openings + (opens ? 1 : 0),
        comingAgain(piece, begun, following),
        isOnceGone || sections.once().contains(id));
  }

  /** A position, or the first after it of a token that may come again; none after its section. */
  private int comingAgain(TokenSequence piece, List<Integer> begun, int from) {
    if (from == NONE) {
      return NONE;
    }
    int end = begun.get(sections.first(begun.size() - 1) + 1);
    int position = from;
    while (position < end && sections.once().contains(piece.id(position))) {
      position++;
    }
    return position < end ? position : NONE;
  }

  private boolean isSectionDue() {
    return starts.size() < sections.count() && openings == starts.size() * sections.length();
  }

  /** The token that must come, because it came before. */
  OptionalInt again(TokenSequence piece) {
    if (next != NONE) {
      return OptionalInt.of(piece.id(next));
    }
    boolean repeats = sections.bar().isEmpty() && isSectionDue() && !sections.isNew(starts.size());
    return repeats
        ? OptionalInt.of(piece.id(starts.get(sections.first(starts.size()))))
        : OptionalInt.empty();
  }

  /** Clears the ids with which the piece would leave its form; sets none. */
  void restrict(BitSet allowed, OptionalInt end) {
    if (!isInLastOpening() && end.isPresent()) {
      allowed.clear(end.getAsInt());
    }
    if (isOnceGone) {
      sections.once().forEach(allowed::clear);
    }
    if (sections.bar().isPresent() && isRepeated()) {
      BitSet bar = new BitSet();
      bar.set(sections.bar().getAsInt());
      allowed.and(bar);
    }
  }

  /** Whether the piece is over, with the last token that came. */
  boolean isComplete() {
    return isInLastOpening() && (sections.bar().isEmpty() || isRepeated());
  }

  /** Whether the piece is over if a token would come next. */
  boolean isClosedBy(int id) {
    return isInLastOpening() && sections.opens(id);
  }

  /** How many of all bars, or tokens, have begun, 0 to 1. */
  double shareDone() {
    return (double) openings / inAll();
  }

  private boolean isInLastOpening() {
    return openings == inAll();
  }

  private int inAll() {
    return sections.count() * sections.length();
  }

  /** Whether the section has come again to its end. */
  private boolean isRepeated() {
    return !starts.isEmpty() && !sections.isNew(starts.size() - 1) && next == NONE;
  }
}
