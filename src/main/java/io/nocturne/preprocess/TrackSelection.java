package io.nocturne.preprocess;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A choice of tracks: any of several terms.
 *
 * <ul>
 *   <li>{@code 2} or {@code 2-4}: by number, from 1
 *   <li>{@code PIANO}, {@code right*} or {@code name:piano}: by name, where {@code *} stands for
 *       any text and {@code ?} for one character
 *   <li>{@code program:0} or {@code program:0-7}: the notes that sound with these programs of
 *       General MIDI, 0 where none is named; {@code piano} is short for {@code program:0-7}
 *   <li>{@code all}
 * </ul>
 */
public final class TrackSelection {
  /** All tracks. */
  public static final TrackSelection ALL = parse("all");

  private final List<TrackTerm> terms;
  private final String label;

  private TrackSelection(List<TrackTerm> terms, String label) {
    this.terms = terms;
    this.label = label;
  }

  /**
   * Returns the selection of a text.
   *
   * @param text terms with commas between
   * @throws IllegalArgumentException if one is empty, or its numbers are not in order
   */
  public static TrackSelection parse(String text) {
    List<TrackTerm> terms = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String term = part.strip();
      if (term.isEmpty()) {
        throw new IllegalArgumentException(
            "tracks must be numbers, names or programs with commas between, was \"" + text + "\"");
      }
      terms.add(TrackTerm.parse(term));
      labels.add(term);
    }
    return new TrackSelection(terms, String.join(",", labels));
  }

  /** Returns a piece with the same tracks, and of their notes those that are selected. */
  public Piece of(Piece piece) {
    if (equals(ALL)) {
      return piece;
    }
    Programs programs = new Programs(piece);
    List<Track> tracks = new ArrayList<>();
    for (Track track : piece.tracks()) {
      int number = tracks.size() + 1;
      Predicate<Note> any =
          terms.stream()
              .map(term -> term.of(number, track, programs))
              .reduce(note -> false, Predicate::or);
      tracks.add(track.withNotes(track.notes().stream().filter(any).toList()));
    }
    return piece.withTracks(tracks);
  }

  /** Returns it as text. */
  public String label() {
    return label;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrackSelection selection && label.equals(selection.label);
  }

  @Override
  public int hashCode() {
    return label.hashCode();
  }

  @Override
  public String toString() {
    return label;
  }
}
