package io.nocturne.rhythm;

import io.nocturne.base.Require;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import io.nocturne.rhythm.GridPiece.GridNote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A piece as it was performed: its notes and the sustain pedal in steps of time, without beats.
 *
 * @param steps the unit of all times
 * @param notes by onset, then pitch, no two with the same of both; each ends before its key sounds
 *     again, or with that
 * @param pedals by step, each another position than the one before; the pedal is up at first
 */
public record PerformedPiece(TimeSteps steps, List<GridNote> notes, List<PedalStep> pedals) {
  // So that a tick is a millisecond.
  private static final int TICKS_PER_QUARTER = 500;
  private static final int MICROSECONDS_PER_QUARTER = 500_000;
  private static final Division MILLISECONDS = new Division.Smpte(25, 40);

  /**
   * A move of the sustain pedal.
   *
   * @param step when, in steps from the start of the piece, at least 0
   * @param isDown whether it is down from then on
   */
  public record PedalStep(long step, boolean isDown) {
    public PedalStep {
      Require.atLeast("step", step, 0);
    }

    /** Adds this to the moves before; of several at one step only what results from them. */
    public void addTo(List<PedalStep> moves) {
      int last = moves.size() - 1;
      if (last >= 0 && moves.get(last).step == step) {
        moves.remove(last);
      }
      boolean wasDown = !moves.isEmpty() && moves.get(moves.size() - 1).isDown;
      if (isDown != wasDown) {
        moves.add(this);
      }
    }
  }

  public PerformedPiece {
    notes = List.copyOf(notes);
    pedals = List.copyOf(pedals);
    Restrikes.requireNone(notes);
  }

  /**
   * Creates a piece as a piano can play it: a note-on of the same key ends the note before. Its
   * pedal goes up with the last note if it is still down.
   *
   * @param struck by onset, then pitch, no two with the same of both
   * @param pedals as in the piece
   */
  public static PerformedPiece heard(
      TimeSteps steps, List<GridNote> struck, List<PedalStep> pedals) {
    List<GridNote> notes = Restrikes.ended(LongUnaryOperator.identity(), struck);
    int last = pedals.size() - 1;
    if (last < 0 || !pedals.get(last).isDown()) {
      return new PerformedPiece(steps, notes, pedals);
    }
    long end = notes.stream().mapToLong(GridNote::end).max().orElse(0);
    List<PedalStep> released = new ArrayList<>(pedals);
    if (pedals.get(last).step() < end) {
      released.add(new PedalStep(end, false));
    } else {
      released.remove(last); // Nothing sounds under it.
    }
    return new PerformedPiece(steps, notes, released);
  }

  /**
   * Returns this piece with notes of at most a length.
   *
   * @param maxLength in steps, at least 1
   */
  public PerformedPiece limited(long maxLength) {
    return new PerformedPiece(
        steps,
        notes.stream().map(note -> note.lasting(Math.min(note.length(), maxLength))).toList(),
        pedals);
  }

  /** Returns this as a piece of one track, with a tick for each millisecond. */
  public Piece piece(String name) {
    int ticks = steps.milliseconds();
    List<Note> played = notes.stream().map(note -> note.note(ticks)).toList();
    List<ControlChange> changes =
        pedals.stream()
            .map(pedal -> ControlChange.sustainPedal(pedal.step() * ticks, 0, pedal.isDown()))
            .toList();
    return new Piece(
        name,
        new Division.Metrical(TICKS_PER_QUARTER),
        List.of(Track.of("", played).withControls(changes)),
        List.of(new Tempo(0, MICROSECONDS_PER_QUARTER)),
        List.of(),
        List.of());
  }

  /**
   * Returns a piece that {@link #piece} made with ticks that are parts of SMPTE frames, so that it
   * has no beats.
   */
  public static Piece withoutBeats(Piece piece) {
    return new Piece(piece.name(), MILLISECONDS, piece.tracks(), List.of(), List.of(), List.of());
  }
}
