package io.nocturne.evaluate.page;

import io.nocturne.base.Numbers;
import io.nocturne.evaluate.music.Measure;
import io.nocturne.io.html.Block;
import io.nocturne.io.html.Block.AudioClip;
import io.nocturne.io.html.Block.Columns;
import io.nocturne.io.html.Block.Facts;
import io.nocturne.io.html.Block.Heading;
import io.nocturne.io.html.Block.Picture;
import io.nocturne.io.html.Block.Prose;
import io.nocturne.music.KeyFinder;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.music.Timeline;
import io.nocturne.originality.Originality;
import io.nocturne.render.PianoRoll;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import io.nocturne.render.PianoSound;
import io.nocturne.render.PianoSound.SoundSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The blocks that show a piece on a page: facts, originality, piano roll and sound. */
public final class PieceBlocks {
  /** The length of the sound; with one channel at 22,050 Hz, it adds about 1.8 MB to the page. */
  static final Duration EXCERPT = Duration.ofSeconds(30);

  private static final PianoRollSpec ROLL = PianoRollSpec.DEFAULT.sized(960, 300);
  private static final PianoRollSpec HALF_ROLL = PianoRollSpec.DEFAULT.sized(480, 300);

  private PieceBlocks() {}

  /**
   * Returns the blocks of a piece.
   *
   * @param name its heading
   * @param originality its originality, if it was compared with other music
   */
  public static List<Block> of(String name, Piece piece, Optional<Originality> originality) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading(name));
    blocks.add(new Facts(PieceFacts.of(piece)));
    originality.map(Originality::sentence).map(PieceBlocks::capital).ifPresent(blocks::add);
    blocks.addAll(rollAndSound(name, piece, ROLL));
    return blocks;
  }

  /**
   * Returns the blocks of a piece that was generated twice, with and without the memory of the run,
   * side by side.
   *
   * @param name its heading
   * @param originality the originality of the one with the memory, if it was compared
   */
  static List<Block> ofPair(
      String name, Piece with, Piece without, Optional<Originality> originality) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Heading(name));
    originality.map(Originality::sentence).map(PieceBlocks::capital).ifPresent(blocks::add);
    blocks.add(
        new Columns(
            List.of(half(name + " with memory", with), half(name + " without memory", without))));
    return blocks;
  }

  private static List<Block> half(String name, Piece piece) {
    Map<String, String> facts = PieceFacts.of(piece);
    double repeated = Measure.REPETITION_8.of(piece);
    if (!Double.isNaN(repeated)) {
      facts.put("repeated", Numbers.percent(repeated));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Facts(facts));
    blocks.addAll(rollAndSound(name, piece, HALF_ROLL));
    return blocks;
  }

  private static List<Block> rollAndSound(String name, Piece piece, PianoRollSpec roll) {
    return List.of(
        new Picture(
            "Piano roll of " + name,
            new String(PianoRoll.of(piece, roll).svg(), StandardCharsets.UTF_8)),
        AudioClip.ofWav(
            "Sound of " + name, PianoSound.of(piece, SoundSpec.PREVIEW.limitedTo(EXCERPT)).wav()));
  }

  private static Prose capital(String sentence) {
    return new Prose(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1));
  }

  /** The facts of a piece that are shown at a glance. */
  public static final class PieceFacts {
    private PieceFacts() {}

    /** Returns notes, length, key and range by name, in order. */
    public static Map<String, String> of(Piece piece) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("notes", Numbers.grouped(piece.noteCount()));
      facts.put("lasts", duration(Timeline.of(piece).seconds(piece.endTicks())));
      KeyFinder.find(piece.notes()).ifPresent(key -> facts.put("key", key.label()));
      IntSummaryStatistics pitches =
          piece.pitched().notes().stream().mapToInt(Note::pitch).summaryStatistics();
      if (pitches.getCount() > 0) {
        facts.put(
            "range", PitchName.of(pitches.getMin()) + " to " + PitchName.of(pitches.getMax()));
      }
      return facts;
    }

    private static String duration(double seconds) {
      long whole = Math.round(seconds);
      return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
  }
}
