package io.nocturne.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nocturne.corpus.groups.GroupReport;
import io.nocturne.corpus.groups.GroupReport.FoundNames;
import io.nocturne.corpus.groups.GroupReport.SimilarNames;
import io.nocturne.corpus.groups.Membership;
import io.nocturne.corpus.groups.Membership.ListedPart;
import io.nocturne.io.tfrecord.ExternalSort;
import io.nocturne.io.tfrecord.ExternalSort.SortedRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts the groups of pieces, any number of them, by sorting their names. */
final class GroupTally implements AutoCloseable {
  private static final byte NO_PART = -1;

  private final ExternalSort members;
  private final NameList ungrouped = new NameList();
  private final NameList acrossParts = new NameList();
  private int groups;
  private int largest = 1;

  /**
   * Creates a tally.
   *
   * @param folder receives files
   */
  GroupTally(Path folder) {
    members = new ExternalSort(folder, "groups");
  }

  /** The first names of many. */
  private static final class NameList {
    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String name) {
      if (count++ < FoundNames.MAX_LISTED) {
        first.add(name);
      }
    }

    FoundNames found() {
      return new FoundNames(first, count);
    }
  }

  /** Adds a piece. */
  void add(String name, Membership member) throws IOException {
    if (member.group().isEmpty()) {
      ungrouped.add(name);
      groups++;
      return;
    }
    byte[] group = member.group().get().getBytes(UTF_8);
    byte part = member.part().map(ListedPart::ordinal).map(Integer::byteValue).orElse(NO_PART);
    members.add(ByteBuffer.allocate(group.length + 2).put(group).put((byte) 0).put(part).array());
  }

  /**
   * Reports on the groups; to be called once.
   *
   * @param by the rule in words
   * @param unmatched what the rule lists without a piece of that name
   */
  GroupReport report(
      String by, List<String> unmatched, List<SimilarNames> similar, OptionalLong unsearched)
      throws IOException {
    try (SortedRecords sorted = members.sorted()) {
      MemberCount group = new MemberCount(new byte[2]);
      for (Optional<byte[]> next = sorted.next(); next.isPresent(); next = sorted.next()) {
        if (!group.has(next.get())) {
          finish(group);
          group = new MemberCount(next.get());
        }
        group.add(next.get());
      }
      finish(group);
    }
    return new GroupReport(
        Optional.of(by),
        groups,
        largest,
        ungrouped.found(),
        FoundNames.of(unmatched),
        acrossParts.found(),
        similar,
        unsearched);
  }

  private void finish(MemberCount group) {
    if (group.members > 0) {
      groups++;
      largest = Math.max(largest, group.members);
      if (group.parts > 1) {
        acrossParts.add(group.name());
      }
    }
  }

  /** The members of a group, whose records come by part. */
  private static final class MemberCount {
    private final byte[] first;
    private byte part = NO_PART;
    private int members;
    private int parts;

    MemberCount(byte[] first) {
      this.first = first;
    }

    boolean has(byte[] record) {
      return Arrays.equals(first, 0, first.length - 1, record, 0, record.length - 1);
    }

    void add(byte[] record) {
      members++;
      byte next = record[record.length - 1];
      if (next != NO_PART && next != part) {
        parts++;
      }
      part = next;
    }

    String name() {
      return new String(first, 0, first.length - 2, UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    members.close();
  }
}
