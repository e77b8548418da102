package io.nocturne.cli.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nocturne.evaluate.music.Distribution;
import io.nocturne.evaluate.music.Measure;
import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.evaluate.music.SetMeasures.SetDistance;
import io.nocturne.originality.Originality;
import io.nocturne.originality.Originality.CopiedPassage;
import java.util.List;
import java.util.Optional;

/** The results of {@link MusicEvaluation} as JSON; missing values are null. */
final class MusicJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private MusicJson() {}

  /**
   * Returns the file's content.
   *
   * @param originalities one for each piece of the music, or none
   */
  static byte[] bytes(
      SetMeasures music, Optional<SetMeasures> against, List<Originality> originalities)
      throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    ObjectNode own = json(music);
    for (int i = 0; i < originalities.size(); i++) {
      ((ObjectNode) own.get("pieces").get(i)).set("originality", json(originalities.get(i)));
    }
    root.set("music", own);
    against.ifPresent(
        others -> {
          root.set("against", json(others));
          root.set("distances", distances(others, music));
        });
    return JSON.writeValueAsBytes(root);
  }

  private static ObjectNode distances(SetMeasures set, SetMeasures other) {
    ObjectNode distances = JSON.createObjectNode();
    for (Measure measure : Measure.values()) {
      distances.set(measure.label(), json(set.distance(measure, other)));
    }
    for (Distribution distribution : Distribution.values()) {
      distances.set(distribution.label(), json(set.distance(distribution, other)));
    }
    return distances;
  }

  private static ObjectNode json(SetMeasures set) {
    ObjectNode node = JSON.createObjectNode();
    ObjectNode means = node.putObject("mean");
    ObjectNode deviations = node.putObject("standard_deviation");
    for (Measure measure : Measure.values()) {
      put(means, measure.label(), set.mean(measure));
      put(deviations, measure.label(), set.deviation(measure));
    }
    ArrayNode pieces = node.putArray("pieces");
    for (SetMeasures.PieceMeasures piece : set.pieces()) {
      ObjectNode one = pieces.addObject().put("name", piece.name());
      ObjectNode values = one.putObject("measures");
      piece.measures().forEach((measure, value) -> put(values, measure.label(), value));
      ObjectNode shares = one.putObject("distributions");
      piece
          .distributions()
          .forEach((distribution, all) -> all.forEach(shares.withArray(distribution.label())::add));
    }
    return node;
  }

  private static ObjectNode json(SetDistance distance) {
    ObjectNode node = JSON.createObjectNode();
    put(node, "overlapping_area", distance.overlappingArea());
    put(node, "kl_divergence", distance.klDivergence());
    return node;
  }

  private static ObjectNode json(Originality originality) {
    ObjectNode node = JSON.createObjectNode();
    originality.longest().ifPresent(passage -> node.set("longest", json(passage)));
    originality
        .longestTransposed()
        .ifPresent(passage -> node.set("longest_transposed", json(passage)));
    ObjectNode seen = node.putObject("seen");
    originality.seen().forEach((run, share) -> seen.put(run.toString(), share));
    return node;
  }

  private static ObjectNode json(CopiedPassage passage) {
    return JSON.createObjectNode()
        .put("notes", passage.notes())
        .put("from", passage.from())
        .put("piece", passage.piece())
        .put("note", passage.note());
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }
}
