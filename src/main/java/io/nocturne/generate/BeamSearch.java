package io.nocturne.generate;

import io.nocturne.base.UserException;
import io.nocturne.generate.GenerateSpec.BeamSpec;
import io.nocturne.generate.Generator.GenerateListener;
import io.nocturne.generate.Generator.LogitsSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Follows the most likely pieces side by side (Lowerre, The HARPY Speech Recognition System, 1976);
 * scores are normalized by length, and complete pieces are kept apart, as in Wu et al., Google's
 * Neural Machine Translation System, 2016, section 7, with the length itself as the norm.
 */
final class BeamSearch {
  private final LogitsSource model;
  private final TokenSpace tokens;
  private final LogitsProcessor processor;
  private final BeamSpec spec;
  // The best complete pieces, best first, at most as many as there are beams.
  private final List<Complete> complete = new ArrayList<>();

  /** An unfinished piece, and the sum of its new tokens' log-probabilities. */
  private record Beam(DecodingState state, double logProbability) {}

  /** A beam and a token that may follow it. */
  private record Extension(Beam from, int id, double logProbability) {
    /** Orders extensions of one beam; of ties the highest id comes first. */
    static final Comparator<Extension> WORST_FIRST =
        Comparator.comparingDouble(Extension::logProbability)
            .thenComparing(Extension::id, Comparator.reverseOrder());

    /** Orders extensions of several beams. */
    static final Comparator<Extension> BEST_FIRST =
        Comparator.comparingDouble(Extension::logProbability).reversed();

    Beam toBeam() {
      DecodingState longer = from.state().copy();
      longer.add(id);
      return new Beam(longer, logProbability);
    }
  }

  private record Complete(TokenSequence piece, double score) {
    static final Comparator<Complete> BEST_FIRST =
        Comparator.comparingDouble(Complete::score).reversed();
  }

  BeamSearch(LogitsSource model, TokenSpace tokens, LogitsProcessor processor, BeamSpec spec) {
    this.model = model;
    this.tokens = tokens;
    this.processor = processor;
    this.spec = spec;
  }

  int[][] run(DecodingState start, GenerateListener listener) {
    requireNoExceptions(start);
    List<Beam> beams = List.of(new Beam(start, 0));
    long total = (long) spec.length() * spec.count();
    for (int step = 1; step <= spec.length() && !isDecided(beams); step++) {
      beams = step(beams);
      listener.stepFinished((long) step * spec.count(), total);
    }
    for (Beam beam : beams) {
      if (beam.state().tokens().generated() == spec.length()) {
        keep(beam.state().tokens(), beam.logProbability() / spec.length());
      }
    }
    if (complete.size() < spec.count()) {
      throw new UserException(
          "the beam search finds only %d pieces, not %d; ask for fewer"
              .formatted(complete.size(), spec.count()));
    }
    listener.stepFinished(total, total);
    return complete.stream()
        .limit(spec.count())
        .map(best -> best.piece().continuation())
        .toArray(int[][]::new);
  }

  private static void requireNoExceptions(DecodingState start) {
    for (Constraint constraint : start.constraints()) {
      if (constraint.exceptionRate() > 0) {
        throw new UserException(
            "a beam search has no random steps, but %s holds for a share of the steps only; leave one out"
                .formatted(constraint.name()));
      }
    }
  }

  /**
   * Returns whether no beam can become better than the complete pieces: each token makes a piece
   * less likely.
   */
  private boolean isDecided(List<Beam> beams) {
    if (complete.size() < spec.beams()) {
      return beams.isEmpty();
    }
    double worst = complete.get(complete.size() - 1).score();
    return beams.stream().allMatch(beam -> beam.logProbability() / spec.length() <= worst);
  }

  /** Returns the beams after one more token, best first; pieces that end are kept apart. */
  private List<Beam> step(List<Beam> beams) {
    List<Beam> longer = new ArrayList<>();
    List<Extension> extensions = bestExtensions(beams);
    if (extensions.isEmpty() && complete.isEmpty()) {
      throw processor.exhausted(beams.get(0).state(), "beam search");
    }
    for (int rank = 0; rank < extensions.size() && longer.size() < spec.beams(); rank++) {
      Extension extension = extensions.get(rank);
      if (!tokens.ends(extension.id())) {
        longer.add(extension.toBeam());
      } else if (rank < spec.beams()) {
        TokenSequence ended = extension.from().state().tokens();
        keep(ended, extension.logProbability() / (ended.generated() + 1));
      }
    }
    return longer;
  }

  private void keep(TokenSequence piece, double score) {
    complete.add(new Complete(piece, score));
    complete.sort(Complete.BEST_FIRST);
    if (complete.size() > spec.beams()) {
      complete.remove(complete.size() - 1);
    }
  }

  /** Returns twice as many extensions as there are beams, since half of them may be ends. */
  private List<Extension> bestExtensions(List<Beam> beams) {
    List<Extension> best = new ArrayList<>();
    for (int first = 0; first < beams.size(); first += spec.batchSize()) {
      int next = Math.min(first + spec.batchSize(), beams.size());
      List<Beam> batch = beams.subList(first, next);
      float[][] logits = Generator.logits(model, batch.stream().map(Beam::state).toList());
      for (int row = 0; row < logits.length; row++) {
        best.addAll(extensionsOf(batch.get(row), logits[row]));
      }
    }
    // The sort is stable: of ties the extension of the better beam comes first.
    best.sort(Extension.BEST_FIRST);
    return best.subList(0, Math.min(2 * spec.beams(), best.size()));
  }

  /** Returns the best extensions of a beam; of ties the lowest ids are kept, and come first. */
  private List<Extension> extensionsOf(Beam beam, float[] logits) {
    float[] alone = processor.penalized(logits, beam.state(), place(beam));
    float[] penalized =
        beam.state().suggestions().map(memory -> Logits.mixed(alone, memory)).orElse(alone);
    double logOfSum = Logits.logSumExp(penalized);
    PriorityQueue<Extension> best = new PriorityQueue<>(Extension.WORST_FIRST);
    BitSet allowed = processor.allowed(beam.state());
    for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
      double logProbability = beam.logProbability() + penalized[id] - logOfSum;
      boolean isFull = best.size() == 2 * spec.beams();
      if (!isFull || logProbability > best.peek().logProbability()) {
        if (isFull) {
          best.remove();
        }
        best.add(new Extension(beam, id, logProbability));
      }
    }
    return best.stream().sorted(Extension.WORST_FIRST.reversed()).toList();
  }

  private static String place(Beam beam) {
    return "beam search, step " + beam.state().tokens().generated();
  }
}
