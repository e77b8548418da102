package io.nocturne.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.generate.Constraint.NoRepeatNgram;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Hugging Face's transformers 5.23.0; see {@code make_sampling_goldens.py}. */
class LogitsProcessorGoldenTest {
  private static Stream<Arguments> cases() throws IOException {
    JsonNode goldens = read();
    return StreamSupport.stream(goldens.get("cases").spliterator(), false)
        .map(
            golden ->
                arguments(
                    named(label(golden), golden),
                    floats(goldens.get("logits").get(golden.get("row").asInt())),
                    ints(goldens.get("history"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheProbabilitiesOfHuggingFace(JsonNode golden, float[] logits, int[] soFar) {
    DecodingConstraints rules = rules(golden);
    LogitsProcessor processor = new LogitsProcessor(new TokenSpace(4, 25, 24), rules.penalty());
    DecodingState state = DecodingState.of(soFar, rules, Optional.empty());
    float[] row = processor.penalized(withPadding(logits), state, "here");
    LogitsProcessor.exclude(row, processor.allowed(state));

    double[] weights = sampling(golden).weights(row);
    double sum = Arrays.stream(weights).sum();
    double[] probabilities = Arrays.stream(weights).map(weight -> weight / sum).toArray();

    JsonNode expected = golden.get("probabilities");
    assertThat(probabilities).hasSize(expected.size() + 1).endsWith(0);
    for (int id = 0; id < expected.size(); id++) {
      double probability = expected.get(id).asDouble();
      // Eight digits are written; what is out is 0 in both.
      assertThat(probabilities[id])
          .as("id %d", id)
          .isCloseTo(probability, within(2e-6 * probability));
    }
  }

  private static Sampling sampling(JsonNode golden) {
    int topK = golden.get("topK").asInt();
    return new Sampling(
        golden.get("temperature").asDouble(),
        topK == 0 ? OptionalInt.empty() : OptionalInt.of(topK),
        golden.get("topP").asDouble(),
        golden.get("minP").asDouble());
  }

  private static DecodingConstraints rules(JsonNode golden) {
    int ngram = golden.get("noRepeatNgram").asInt();
    return new DecodingConstraints(
        new RepetitionPenalty(
            golden.get("repetitionPenalty").asDouble(), golden.get("repetitionWindow").asInt()),
        ngram == 0 ? List.of() : List.of(new NoRepeatNgram(ngram)));
  }

  private static String label(JsonNode golden) {
    List<String> set = new ArrayList<>();
    for (String name :
        List.of("temperature", "topK", "topP", "minP", "repetitionPenalty", "noRepeatNgram")) {
      set.add(name + " " + golden.get(name).asText());
    }
    return String.join(", ", set);
  }

  /** The 24 logits and the padding's, which must not come whatever its logit. */
  private static float[] withPadding(float[] logits) {
    float[] longer = Arrays.copyOf(logits, logits.length + 1);
    longer[logits.length] = 9;
    return longer;
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static JsonNode read() throws IOException {
    try (InputStream in =
        LogitsProcessorGoldenTest.class.getResourceAsStream("logits-processors.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
