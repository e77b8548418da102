package io.nocturne.generate;

import io.nocturne.base.UserException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Follows the likeliest pieces side by side (Lowerre, The HARPY Speech Recognition System, 1976);
 * scores are normalised by length, and complete pieces are kept apart, as in Wu et al., Google's
 * Neural Machine Translation System, 2016, section 7, with the length itself as the norm.
 */
final class BeamSearch {
  private final NextTokenModel model;
  private final TokenSpace tokens;
  private final LogitsProcessor candidates;
  private final BeamSpec spec;
  // The best that came to their end, best first, at most as many as there are beams.
  private final List<Complete> complete = new ArrayList<>();

  /** A piece that grows, and the sum of its new tokens' log-probabilities. */
  private record Beam(DecodingState course, double logProbability) {}

  /** One of the ways on from a beam. */
  private record Extension(Beam from, int id, double logProbability) {
    /** Of steps from one beam; of equals that of the highest id. */
    static final Comparator<Extension> WORST_FIRST =
        Comparator.comparingDouble(Extension::logProbability)
            .thenComparing(Extension::id, Comparator.reverseOrder());

    /** Of steps from several. */
    static final Comparator<Extension> LIKELIEST_FIRST =
        Comparator.comparingDouble(Extension::logProbability).reversed();

    Beam taken() {
      return new Beam(from.course().with(id), logProbability);
    }
  }

  private record Complete(TokenSequence piece, double score) {
    static final Comparator<Complete> BEST_FIRST =
        Comparator.comparingDouble(Complete::score).reversed();
  }

  BeamSearch(NextTokenModel model, TokenSpace tokens, LogitsProcessor candidates, BeamSpec spec) {
    this.model = model;
    this.tokens = tokens;
    this.candidates = candidates;
    this.spec = spec;
  }

  int[][] run(DecodingState start, GenerateListener listener) {
    requireNoExemptions(start);
    List<Beam> beams = List.of(new Beam(start, 0));
    long inAll = (long) spec.length() * spec.count();
    for (int step = 1; step <= spec.length() && !isDecided(beams); step++) {
      beams = step(beams);
      listener.generated((long) step * spec.count(), inAll);
    }
    for (Beam beam : beams) {
      if (beam.course().soFar().generated() == spec.length()) {
        keep(beam.course().soFar(), beam.logProbability() / spec.length());
      }
    }
    if (complete.size() < spec.count()) {
      throw new UserException(
          "the beam search finds only %d pieces, not %d; ask for fewer"
              .formatted(complete.size(), spec.count()));
    }
    listener.generated(inAll, inAll);
    return complete.stream()
        .limit(spec.count())
        .map(best -> best.piece().continuation())
        .toArray(int[][]::new);
  }

  private static void requireNoExemptions(DecodingState start) {
    for (Constraint constraint : start.constraints()) {
      if (constraint.exceptionRate() > 0) {
        throw new UserException(
            "a beam search leaves nothing to chance, and %s holds for a share of the steps only"
                .formatted(constraint.name()));
      }
    }
  }

  /** Whether no beam can become better than what is complete: a longer piece is less likely. */
  private boolean isDecided(List<Beam> beams) {
    if (complete.size() < spec.beams()) {
      return beams.isEmpty();
    }
    double worst = complete.get(complete.size() - 1).score();
    return beams.stream().allMatch(beam -> beam.logProbability() / spec.length() <= worst);
  }

  /** The beams after one token more, likeliest first; those that end are kept apart. */
  private List<Beam> step(List<Beam> beams) {
    List<Beam> longer = new ArrayList<>();
    List<Extension> steps = likeliestSteps(beams);
    if (steps.isEmpty() && complete.isEmpty()) {
      throw candidates.exhausted(beams.get(0).course(), "beam search");
    }
    for (int rank = 0; rank < steps.size() && longer.size() < spec.beams(); rank++) {
      Extension step = steps.get(rank);
      if (!tokens.ends(step.id())) {
        longer.add(step.taken());
      } else if (rank < spec.beams()) {
        TokenSequence ended = step.from().course().soFar();
        keep(ended, step.logProbability() / (ended.generated() + 1));
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

  /** Twice as many as there are beams, since half of them may be ends. */
  private List<Extension> likeliestSteps(List<Beam> beams) {
    List<Extension> likeliest = new ArrayList<>();
    for (int first = 0; first < beams.size(); first += spec.batchSize()) {
      int next = Math.min(first + spec.batchSize(), beams.size());
      List<Beam> read = beams.subList(first, next);
      int[][] windows =
          read.stream().map(beam -> tokens.window(beam.course().soFar())).toArray(int[][]::new);
      float[][] logits = DecodingBatch.rows(model, windows);
      for (int row = 0; row < logits.length; row++) {
        likeliest.addAll(stepsFrom(read.get(row), logits[row]));
      }
    }
    // The sort is stable: of equals those of the better beam come first.
    likeliest.sort(Extension.LIKELIEST_FIRST);
    return likeliest.subList(0, Math.min(2 * spec.beams(), likeliest.size()));
  }

  /** The likeliest ways on from a beam; of equals the lowest ids are kept, and come first. */
  private List<Extension> stepsFrom(Beam beam, float[] logits) {
    float[] penalised = candidates.penalised(logits, beam.course(), place(beam));
    double logOfSum = Logits.logSumExp(penalised);
    PriorityQueue<Extension> best = new PriorityQueue<>(Extension.WORST_FIRST);
    BitSet allowed = candidates.allowed(beam.course());
    for (int id = allowed.nextSetBit(0); id >= 0; id = allowed.nextSetBit(id + 1)) {
      double logProbability = beam.logProbability() + penalised[id] - logOfSum;
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
    return "beam search, step " + beam.course().soFar().generated();
  }
}
