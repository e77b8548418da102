package io.nocturne.notation;

import io.nocturne.music.KeySignature;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.util.List;

/**
 * A piece as sheet music for piano: two staves, voices, bars, and note values down to the
 * thirty-second and the triplet of sixteenths. What rhythm these cannot express is moved to the
 * nearest place that they can, and {@link #rounding} tells how much that was.
 *
 * <p>Bars and keys are as the piece's signatures state; a key that changes within a bar is written
 * at the next one. Black keys are spelled by the key. All of a piece's tracks and instruments are
 * one piano part.
 */
public final class SheetMusic {
  private final Piece piece;
  private final List<Bar> bars;
  private final List<Staff> staves;
  private final Rounding rounding;

  private SheetMusic(Piece piece) {
    this.piece = piece;
    int ticksPerQuarter = Bars.ticksPerQuarter(piece);
    Bars all = new Bars(piece, ticksPerQuarter);
    Hands hands = Hands.of(piece);
    Quantizer quantizer = new Quantizer(all, ticksPerQuarter);
    List<Placed> upper = quantizer.place(hands.upper());
    List<Placed> lower = quantizer.place(hands.lower());
    rounding = quantizer.rounding();
    bars = all.until(Math.max(end(upper), end(lower)));
    staves = List.of(Staff.of(upper, bars, all), Staff.of(lower, bars, all));
  }

  /**
   * The sheet music of a piece.
   *
   * @throws NotationException if the piece counts SMPTE frames instead of parts of a quarter, has
   *     bars that are no whole number of thirty-second notes, more than 100,000 bars, or a pitch
   *     below C0 (12), where MusicXML's octaves begin
   */
  public static SheetMusic of(Piece piece) {
    int flattest = piece.keySignatures().stream().mapToInt(KeySignature::sharps).min().orElse(0);
    int sharpest = piece.keySignatures().stream().mapToInt(KeySignature::sharps).max().orElse(0);
    for (Note note : piece.notes()) {
      for (int sharps : new int[] {0, flattest, sharpest}) {
        if (Spelling.of(note.pitch(), sharps).octave() < 0) {
          throw new NotationException(
              "%s: pitch %d is below C0 (12), where MusicXML's octaves begin; leave such notes out"
                  .formatted(piece.name(), note.pitch()));
        }
      }
    }
    return new SheetMusic(piece);
  }

  private static long end(List<Placed> notes) {
    return notes.stream().mapToLong(Placed::end).max().orElse(0);
  }

  /** What was moved because note values cannot express it. */
  public Rounding rounding() {
    return rounding;
  }

  /** How many bars it has, 1 at least. */
  public int barCount() {
    return bars.size();
  }

  /** The sheet music as a MusicXML 4.0 file, partwise, in UTF-8. Equal pieces give equal files. */
  public byte[] musicXml() {
    return new MusicXmlWriter(piece, bars, staves).toBytes();
  }
}
