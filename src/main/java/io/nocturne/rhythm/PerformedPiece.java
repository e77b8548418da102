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
  private static final int FULLY_DOWN = 127;

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
  }

  public PerformedPiece {
    notes = List.copyOf(notes);
    pedals = List.copyOf(pedals);
    Restrikes.requireNone(notes);
  }

  /**
   * Creates a piece whose pedal goes up with the last note if it is still down.
   *
   * @param notes as in the piece
   * @param pedals as in the piece
   */
  public static PerformedPiece released(
      TimeSteps steps, List<GridNote> notes, List<PedalStep> pedals) {
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
    List<Note> played =
        notes.stream()
            .map(
                note ->
                    new Note(
                        note.onset() * ticks,
                        note.length() * ticks,
                        note.pitch(),
                        note.velocity(),
                        0))
            .toList();
    List<ControlChange> changes =
        pedals.stream()
            .map(
                pedal ->
                    new ControlChange(
                        pedal.step() * ticks,
                        0,
                        ControlChange.SUSTAIN_PEDAL,
                        pedal.isDown() ? FULLY_DOWN : 0))
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
