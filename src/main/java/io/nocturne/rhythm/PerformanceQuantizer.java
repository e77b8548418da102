package io.nocturne.rhythm;

import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import io.nocturne.music.Track.PortChannel;
import io.nocturne.rhythm.GridPiece.GridNote;
import io.nocturne.rhythm.PerformedPiece.PedalStep;
import io.nocturne.rhythm.Quantizer.QuantizationError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts performed notes on steps of time: each begins at the step nearest to it, and is as long as
 * the nearest number of steps, at least one. Both are rounded by themselves, so that neither is
 * wrong by more than half a step, however long the piece is. Only a note whose key sounds again at
 * once may be shorter, since that ends it.
 *
 * <p>Notes of one pitch that come to the same step are one, as long as the longest and as loud as
 * the loudest of them.
 */
public final class PerformanceQuantizer {
  /** Notes from here on, a day and a half into a piece, are left out. */
  public static final long HORIZON_SECONDS = 1L << 17;

  private final TimeSteps steps;

  public PerformanceQuantizer(TimeSteps steps) {
    this.steps = steps;
  }

  /**
   * The result of quantizing a performance.
   *
   * @param piece its notes and pedal in steps
   * @param error what that has changed, in seconds
   * @param late notes that were left out because they begin {@link #HORIZON_SECONDS} or more from
   *     the start
   */
  public record Performed(PerformedPiece piece, QuantizationError error, int late) {}

  /**
   * Quantizes notes and the pedal of the channels that they are on.
   *
   * @param piece its tempos say when ticks are; its notes say what its channels play
   * @param notes those of the piece that are quantized, perhaps at other pitches
   */
  public Performed quantized(Piece piece, List<Note> notes) {
    Timeline timeline = Timeline.of(piece);
    List<TimedNote> timed = new ArrayList<>(notes.size());
    for (Note note : notes) {
      double onset = timeline.seconds(note.onsetTicks());
      if (onset < HORIZON_SECONDS) {
        double length = Math.min(timeline.seconds(note.endTicks()) - onset, HORIZON_SECONDS);
        timed.add(new TimedNote(note, onset, length, steps));
      }
    }
    timed.sort(Comparator.comparing(TimedNote::placed, GridNote.ORDER));
    PerformedPiece performed =
        PerformedPiece.heard(
            steps,
            Quantizer.merged(timed.stream().map(TimedNote::placed).toList()),
            pedals(piece, timeline));
    return new Performed(performed, error(timed, performed.notes()), notes.size() - timed.size());
  }

  /** A note, when it begins and how long it is in seconds, and the same in steps. */
  private record TimedNote(GridNote placed, double onset, double length) {
    TimedNote(Note note, double onset, double length, TimeSteps steps) {
      this(
          new GridNote(
              steps.nearest(onset),
              Math.max(1, steps.nearest(length)),
              note.pitch(),
              note.velocity()),
          onset,
          length);
    }
  }

  private QuantizationError error(List<TimedNote> timed, List<GridNote> ended) {
    Deviations onsets = new Deviations();
    Deviations lengths = new Deviations();
    int restruck = 0;
    int at = -1;
    for (TimedNote note : timed) {
      boolean isMerged = at >= 0 && GridNote.ORDER.compare(ended.get(at), note.placed()) == 0;
      at += isMerged ? 0 : 1;
      GridNote written = ended.get(at);
      restruck += written.length() < note.placed().length() ? 1 : 0;
      onsets.add(steps.seconds(written.onset()) - note.onset());
      lengths.add(steps.seconds(written.length()) - note.length());
    }
    return new QuantizationError(
        timed.size(),
        onsets.changed,
        onsets.sum,
        onsets.largest,
        lengths.changed,
        lengths.sum,
        lengths.largest,
        timed.size() - ended.size(),
        restruck,
        0,
        0);
  }

  /** Sums by how many seconds times were changed. */
  private static final class Deviations {
    // Two doubles of the same time may differ in their last digits.
    private static final double SAME = 1e-9;

    private long changed;
    private double sum;
    private double largest;

    void add(double difference) {
      double error = Math.abs(difference);
      if (error > SAME) {
        changed++;
        sum += error;
        largest = Math.max(largest, error);
      }
    }
  }

  /** Returns the moves of the pedal, which is down while that of any channel with notes is. */
  private List<PedalStep> pedals(Piece piece, Timeline timeline) {
    List<PedalStep> moves = new ArrayList<>();
    Set<PortChannel> down = new HashSet<>();
    for (ChannelPedal pedal : ChannelPedal.all(piece)) {
      if (pedal.change().isDown()) {
        down.add(pedal.channel());
      } else {
        down.remove(pedal.channel());
      }
      double seconds = timeline.seconds(pedal.change().tick());
      if (seconds < HORIZON_SECONDS) {
        new PedalStep(steps.nearest(seconds), !down.isEmpty()).addTo(moves);
      }
    }
    return moves;
  }

  /** A move of the pedal of one channel. */
  private record ChannelPedal(PortChannel channel, ControlChange change) {

    /** Returns the moves on all channels with notes, by tick. */
    static List<ChannelPedal> all(Piece piece) {
      Set<PortChannel> played = new HashSet<>();
      for (Track track : piece.tracks()) {
        track.notes().forEach(note -> played.add(track.channel(note.channel())));
      }
      return piece.tracks().stream()
          .flatMap(
              track ->
                  track.controls().stream()
                      .filter(ControlChange::isSustainPedal)
                      .map(move -> new ChannelPedal(track.channel(move.channel()), move)))
          .filter(pedal -> played.contains(pedal.channel()))
          .sorted(Comparator.comparingLong(pedal -> pedal.change().tick()))
          .toList();
    }
  }
}
