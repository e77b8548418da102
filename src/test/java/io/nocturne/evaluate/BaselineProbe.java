package io.nocturne.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nocturne.evaluate.TrainingText.Alphabet;
import io.nocturne.token.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints the distributions that baselines give: a JSON object for the {@link Request} in the file
 * that is named.
 */
final class BaselineProbe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BaselineProbe() {}

  /**
   * What to count and what to predict from it.
   *
   * @param order of the n-gram
   * @param contexts tokens before the one that is predicted, the nearest last
   */
  record Request(List<int[]> pieces, Alphabet alphabet, int order, List<int[]> contexts) {}

  /**
   * The distributions of each baseline.
   *
   * @param nGram a distribution for each context, as for the other baselines
   */
  record Answer(List<double[]> nGram, List<double[]> unigram, List<double[]> repeatLast) {}

  public static void main(String[] words) throws Exception {
    Request request = JSON.readValue(Path.of(words[0]).toFile(), Request.class);
    List<Tokens> pieces = request.pieces().stream().map(Tokens::of).toList();
    TrainingText text = TrainingText.of(pieces, request.alphabet());
    List<List<double[]>> all =
        Stream.of(new NGram(text, request.order()), new Unigram(text), new RepeatLast(text))
            .map(baseline -> distributions(baseline, request))
            .toList();
    Answer answer = new Answer(all.get(0), all.get(1), all.get(2));
    System.out.println(JSON.writeValueAsString(answer));
  }

  private static List<double[]> distributions(Baseline baseline, Request request) {
    List<double[]> distributions = new ArrayList<>();
    for (int[] context : request.contexts()) {
      double[] probabilities = new double[request.alphabet().size()];
      baseline.predict(context, 0, context.length, probabilities);
      distributions.add(probabilities);
    }
    return distributions;
  }
}
