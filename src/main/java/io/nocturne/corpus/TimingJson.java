package io.nocturne.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.corpus.FileReport.TimingFindings;
import io.nocturne.corpus.FileTotals.SilenceTotals;
import io.nocturne.music.Silence;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes timing findings in {@code report.json}; counts of zero are left out. */
final class TimingJson {
  private static final String SILENCES = "silences";
  private static final String SILENCES_NOT_LISTED = "silencesNotListed";
  private static final String SHORTENED = "silencesShortened";
  private static final String SECONDS_TAKEN_OUT = "secondsTakenOut";
  private static final String CLOSE_ONSETS = "closeOnsets";
  private static final String OFF_BEAT_ONSETS = "offBeatOnsets";
  private static final String PEDAL_CHANGES = "pedalChanges";

  /** A hostile file can hold a million; more than these are only counted. */
  static final int MAX_LISTED = 100;

  private TimingJson() {}

  /** The sums of a whole corpus, for those who look; {@link #read} does not need them. */
  static void writeSums(SilenceTotals all, ObjectNode root) {
    if (all.count() > 0) {
      root.putObject(SILENCES).put("count", all.count()).put("seconds", all.seconds());
    }
    if (all.shortened() > 0) {
      root.put(SHORTENED, all.shortened()).put(SECONDS_TAKEN_OUT, all.secondsTakenOut());
    }
  }

  static void write(TimingFindings timing, int maxSilences, ObjectNode file) {
    if (!timing.silences().isEmpty()) {
      var silences = file.putArray(SILENCES);
      int listed = Math.min(maxSilences, timing.silences().size());
      for (Silence silence : timing.silences().subList(0, listed)) {
        write(silence, silences.addObject());
      }
      if (timing.silences().size() > listed) {
        file.put(SILENCES_NOT_LISTED, timing.silences().size() - listed);
      }
    }
    if (timing.shortened() > 0) {
      file.put(SHORTENED, timing.shortened()).put(SECONDS_TAKEN_OUT, timing.secondsTakenOut());
    }
    if (timing.closeOnsets() > 0) {
      file.put(CLOSE_ONSETS, timing.closeOnsets());
    }
    if (timing.offBeatOnsets() > 0) {
      file.put(OFF_BEAT_ONSETS, timing.offBeatOnsets());
    }
    if (timing.pedalChanges() > 0) {
      file.put(PEDAL_CHANGES, timing.pedalChanges());
    }
  }

  static void write(Silence silence, ObjectNode node) {
    node.put("startTick", silence.startTick())
        .put("endTick", silence.endTick())
        .put("start", silence.startSeconds())
        .put("seconds", silence.seconds());
  }

  static Silence silence(JsonNode node) {
    return new Silence(
        ChangesJson.number(node, "startTick").longValue(),
        ChangesJson.number(node, "endTick").longValue(),
        ChangesJson.number(node, "start").doubleValue(),
        ChangesJson.number(node, "seconds").doubleValue());
  }

  static TimingFindings read(JsonNode file) {
    List<Silence> silences = new ArrayList<>();
    for (JsonNode silence : file.path(SILENCES)) {
      silences.add(silence(silence));
    }
    return new TimingFindings(
        silences,
        count(file, SHORTENED).intValue(),
        count(file, SECONDS_TAKEN_OUT).doubleValue(),
        count(file, CLOSE_ONSETS).doubleValue(),
        count(file, OFF_BEAT_ONSETS).doubleValue(),
        count(file, PEDAL_CHANGES).intValue());
  }

  private static Number count(JsonNode file, String key) {
    return file.has(key) ? ChangesJson.number(file, key) : Integer.valueOf(0);
  }
}
