package io.nocturne.corpus.embedded;

import static io.nocturne.corpus.embedded.ScoreVoice.TICKS_PER_QUARTER;

import io.nocturne.corpus.embedded.ScoreNotes.NoteHead;
import io.nocturne.corpus.embedded.ScoreNotes.NoteType;
import io.nocturne.corpus.embedded.ScoreSystem.Hand;
import io.nocturne.corpus.embedded.ScoreSystem.VoiceText;
import io.nocturne.corpus.embedded.ScoreVoice.ScoreEvent;
import io.nocturne.corpus.embedded.ScoreVoice.Tone;
import io.nocturne.music.Division;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Track;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a piano piece written as text, the format of the embedded corpus.
 *
 * <pre>
 * # A comment, on a line of its own.
 * title: Chopin, Prelude in A major, Op. 28 No. 7
 * composer: Fryderyk Chopin (1810-1849)
 * source: first edition, 1839
 * metre: 3/4
 * key: A major
 * tempo: 4=92
 *
 * [0 1/4]
 * R E4:4 |
 *
 * [1]
 * R C#5:8. D5:16 D4+E4+G#4+B4:4*2 | D4+E4+G#4+B4:2 D5+F#5:4 |
 * L E2:4 E3*2                     | E3:2 r:4                |
 * </pre>
 *
 * <p>The body is a row of systems. {@code [N]} opens one: N is the number of its first bar, which
 * must be the number after the system before it (the piece starts at 1, or at 0 with a pickup), and
 * may be followed by the length of the system's bars when it is not the metre: a pickup, or a bar
 * cut short by a repeat. Each line of a system is one voice of the right hand ({@code R}) or the
 * left ({@code L}); a hand may have several voices or none. {@code |} ends a bar. All lines of a
 * system have the same number of bars, and each bar is filled exactly.
 *
 * <p>Events within a bar are separated by blanks:
 *
 * <ul>
 *   <li>{@code F#4:8} a pitch (C4 is middle C; #, ##, b, bb; the key signature alters nothing) and
 *       a note value: 1 to 64, dots, t for a triplet's note. Without a value, the one before it in
 *       the line continues.
 *   <li>{@code E3+G3+B3:2} a chord, {@code r:4} a rest, {@code G3~:2} a note tied to the next G3 of
 *       the same hand, which starts where this one ends.
 *   <li>{@code B4/C5:4} grace notes and a slash: they sound a 32nd each, just before the beat, and
 *       end a note of the hand that still holds their key.
 *   <li>{@code G3+B3:8*4} the event four times, {@code ( C4:8 E4 )*2} the group twice, {@code %}
 *       the bar before it once more.
 * </ul>
 *
 * <p>A text that breaks a rule is an {@link IllegalArgumentException} that names resource, line and
 * bar.
 */
public final class ScoreText {

  private static final int GRACE_TICKS = TICKS_PER_QUARTER / 8;
  private static final int VELOCITY = 64;

  private final String resource;
  private final ScoreHeader header;
  private final List<ScoreSystem> systems = new ArrayList<>();
  private final Map<Hand, ScoreNotes> hands = new EnumMap<>(Hand.class);
  private final List<TimeSignature> signatures = new ArrayList<>();

  private ScoreText(String resource) {
    this.resource = resource;
    this.header = new ScoreHeader(resource);
    for (Hand hand : Hand.values()) {
      hands.put(hand, new ScoreNotes());
    }
  }

  /**
   * Returns the piece that a score text states: 480 ticks a quarter; the right hand as first track,
   * on channel 0, the left as second, on channel 1; velocity 64. A bar of another length than the
   * metre has a time signature of its own.
   *
   * @param resource what to call the text in errors
   */
  public static Piece parse(String resource, String text) {
    ScoreText score = new ScoreText(resource);
    score.readLines(text.split("\\R", -1));
    score.addSystems();
    return score.piece();
  }

  private void readLines(String[] lines) {
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        systems.add(ScoreSystem.opened(resource, i + 1, line));
      } else if (systems.isEmpty()) {
        header.add(line, i + 1);
      } else {
        systems.get(systems.size() - 1).add(i + 1, line);
      }
    }
    if (systems.isEmpty()) {
      throw new IllegalArgumentException(resource + ": the score has no bars; add a system [1]");
    }
  }

  private void addSystems() {
    int nextBar = systems.get(0).place().bar() == 0 ? 0 : 1;
    long tick = 0;
    for (ScoreSystem system : systems) {
      if (system.place().bar() != nextBar) {
        throw system.place().error("the system ought to start with bar " + nextBar);
      }
      TimeSignature metre = system.length().orElseGet(header::metre);
      long barTicks = 4L * TICKS_PER_QUARTER * metre.numerator() / metre.denominator();
      int bars = system.bars();
      addSignature(tick, metre);
      for (VoiceText line : system.lines()) {
        addNotes(line, tick, barTicks);
      }
      nextBar += bars;
      tick += bars * barTicks;
    }
  }

  private void addSignature(long tick, TimeSignature metre) {
    if (!signatures.isEmpty()) {
      TimeSignature latest = signatures.get(signatures.size() - 1);
      if (latest.numerator() == metre.numerator() && latest.denominator() == metre.denominator()) {
        return;
      }
    }
    signatures.add(new TimeSignature(tick, metre.numerator(), metre.denominator()));
  }

  private void addNotes(VoiceText line, long startTick, long barTicks) {
    ScoreVoice voice = new ScoreVoice();
    for (int i = 0; i < line.bars().size(); i++) {
      ScorePlace place = line.place().plusBars(i);
      long barTick = startTick + i * barTicks;
      long tick = barTick;
      for (ScoreEvent event : voice.read(line.bars().get(i), place)) {
        addEvent(event, tick, hands.get(line.hand()), place);
        tick += event.ticks();
      }
      if (tick - barTick != barTicks) {
        throw place.error(
            String.format(
                Locale.ROOT,
                "the bar holds %s quarters instead of %s",
                quarters(tick - barTick),
                quarters(barTicks)));
      }
    }
  }

  private static void addEvent(ScoreEvent event, long tick, ScoreNotes heads, ScorePlace place) {
    long graceTick = tick - (long) GRACE_TICKS * event.graces().size();
    if (graceTick < 0) {
      throw place.error("there is no room for grace notes before the start of the piece");
    }
    for (int pitch : event.graces()) {
      Tone tone = new Tone(pitch, false);
      heads.add(new NoteHead(place, NoteType.GRACE, graceTick, GRACE_TICKS, tone));
      graceTick += GRACE_TICKS;
    }
    for (Tone tone : event.tones()) {
      heads.add(new NoteHead(place, NoteType.NOTE, tick, event.ticks(), tone));
    }
  }

  private static String quarters(long ticks) {
    return BigDecimal.valueOf(ticks)
        .divide(BigDecimal.valueOf(TICKS_PER_QUARTER), 3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private Piece piece() {
    return new Piece(
        header.title(),
        new Division.Metrical(TICKS_PER_QUARTER),
        List.of(track(Hand.RIGHT), track(Hand.LEFT)),
        List.of(header.tempo()),
        signatures,
        List.of(header.key()));
  }

  private Track track(Hand hand) {
    return new Track(
        hand.trackName(),
        hands.get(hand).notes(VELOCITY, hand.channel()),
        List.of(new ProgramChange(0, hand.channel(), 0)));
  }
}
