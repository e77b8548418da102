package io.nocturne.evaluate.page;

import io.nocturne.checkpoint.EpochLog;
import io.nocturne.evaluate.Evaluation;
import io.nocturne.evaluate.music.SetMeasures;
import io.nocturne.io.html.Report;
import io.nocturne.io.html.Report.Section;
import io.nocturne.music.Piece;
import io.nocturne.originality.Originality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An evaluation as a report; {@link Report#html} makes a page of it. */
public final class EvaluationReport {
  private EvaluationReport() {}

  /** Reports on music alone. */
  public static Report of(MusicFindings music) {
    return new Report(
        "Music: " + music.name(), MusicSections.lead(music), new MusicSections(music).all());
  }

  /** Reports on a network alone. */
  public static Report of(String run, NetworkFindings network) {
    return new Report(title(run), NetworkSections.lead(network), NetworkSections.of(network));
  }

  /** Reports on a network, and on music that it made or that it is compared with. */
  public static Report of(String run, NetworkFindings network, MusicFindings music) {
    List<Section> sections = new ArrayList<>(NetworkSections.of(network));
    sections.addAll(new MusicSections(music).all());
    return new Report(
        title(run), NetworkSections.lead(network) + " " + MusicSections.lead(music), sections);
  }

  private static String title(String run) {
    return "Evaluation of " + run;
  }

  /**
   * The results about music.
   *
   * @param name the name of the pieces that the reader knows
   * @param pieces the pieces, at least one
   * @param withoutMemory the same seeds generated without the memory of the run, in the order of
   *     the pieces; empty if the pieces were generated without one, or not by a run
   * @param measures the measures of the pieces
   * @param reference the music that they are compared with, if any
   */
  public record MusicFindings(
      String name,
      List<Piece> pieces,
      List<Piece> withoutMemory,
      SetMeasures measures,
      Optional<Reference> reference) {

    /** Creates the results about music that there is only once. */
    public MusicFindings(
        String name, List<Piece> pieces, SetMeasures measures, Optional<Reference> reference) {
      this(name, pieces, List.of(), measures, reference);
    }

    /** Returns these results with the same seeds generated without the memory of the run. */
    public MusicFindings besides(List<Piece> without) {
      return new MusicFindings(name, pieces, without, measures, reference);
    }

    /**
     * The music that pieces are compared with.
     *
     * @param name the name of it that the reader knows
     * @param measures the measures of its pieces
     * @param originalities the originality of each piece that is compared with it
     */
    public record Reference(String name, SetMeasures measures, List<Originality> originalities) {
      public Reference {
        originalities = List.copyOf(originalities);
      }
    }

    public MusicFindings {
      pieces = List.copyOf(pieces);
      if (pieces.size() != measures.pieces().size()) {
        throw new IllegalArgumentException(
            "measures must be of the %d pieces, were of %d"
                .formatted(pieces.size(), measures.pieces().size()));
      }
      withoutMemory = List.copyOf(withoutMemory);
      if (!withoutMemory.isEmpty() && withoutMemory.size() != pieces.size()) {
        throw new IllegalArgumentException(
            "withoutMemory must have %d pieces, as there are pieces, or none, had %d"
                .formatted(pieces.size(), withoutMemory.size()));
      }
    }
  }

  /**
   * The results about a network.
   *
   * @param data the name of the evaluated corpus that the reader knows
   * @param facts the facts of the run by name, in order
   * @param epochs the epochs of its training, in order; empty if it was trained elsewhere
   */
  public record NetworkFindings(
      String data, Map<String, String> facts, List<EpochLog> epochs, Evaluation evaluation) {
    public NetworkFindings {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
      epochs = List.copyOf(epochs);
    }
  }
}
