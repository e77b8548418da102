package io.nocturne.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nocturne.midi.MidiReader;
import io.nocturne.midi.RealFiles;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.TimeSignature;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import io.nocturne.rhythm.Grid;
import io.nocturne.rhythm.TimeSteps;
import io.nocturne.token.ChordTokenizer.ChordNames;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.EventTokenizer.Time;
import io.nocturne.token.PerformanceTokenizer.NoteEnds;
import io.nocturne.token.PerformanceTokenizer.PedalTokens;
import io.nocturne.token.Tokenizer.OutOfRangePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is decoded is what was encoded, as far as the tokens tell it. */
class RoundTripPropertyTest {
  private static final List<String> GRIDS = List.of("4,3", "8,6", "1", "3", "16,5", "12");
  private static final int[] SIGNATURES = {2, 4, 3, 4, 4, 4, 6, 8, 3, 8, 5, 16, 12, 8, 7, 32};

  @Property(tries = 1000)
  void eventsDecodeToTheQuantisedScore(@ForAll long seed) {
    Random random = new Random(seed);
    Piece score = score(random);
    EventTokenizer tokenizer = tokenizer(random);
    Piece decoded =
        tokenizer.decode(
            score.name(), tokenizer.encode(score).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(decoded).isEqualTo(tokenizer.quantized(score, EvenTiming.DEFAULT));
  }

  @Property(tries = 200)
  void aQuantisedScoreIsQuantisedAlready(@ForAll long seed) {
    Random random = new Random(seed);
    Piece score = score(random);
    EventTokenizer tokenizer = tokenizer(random);
    Piece once = tokenizer.quantized(score, EvenTiming.DEFAULT);
    assertThat(tokenizer.quantized(once, EvenTiming.DEFAULT)).isEqualTo(once);
    assertThat(tokenizer.encode(once)).isEqualTo(clean(tokenizer.encode(score), tokenizer, once));
  }

  /** The ids of a score, and counts of nothing lost but what a note cut before is. */
  private static Encoding clean(Encoding lossy, EventTokenizer tokenizer, Piece once) {
    Encoding again = tokenizer.encode(once);
    assertThat(again.loss().quantization().moved()).isZero();
    assertThat(again.loss().quantization().merged()).isZero();
    return new Encoding(lossy.tokens(), new EncodingLoss(0, 0, 0, again.loss().quantization()));
  }

  @Property(tries = 200)
  void performancesKeepOnsetsAndLengthsToHalfAStep(@ForAll long seed) {
    Random random = new Random(seed);
    Piece played = performance(random);
    TimeSteps steps = new TimeSteps(List.of(2, 5, 10, 20).get(random.nextInt(4)));
    PerformanceTokenizer tokenizer =
        PerformanceTokenizer.of(
            random.nextBoolean() ? NoteEnds.OFFS : NoteEnds.DURATIONS,
            steps,
            OptionalInt.of(127),
            PedalTokens.NONE,
            OutOfRangePolicy.SKIP);
    Piece decoded =
        tokenizer.decode("p", tokenizer.encode(played).tokens().toArray(), EvenTiming.DEFAULT);
    List<double[]> before = times(played);
    List<double[]> after = times(decoded);
    assertThat(after).hasSameSizeAs(before);
    double halfStep = 0.5 / steps.perSecond() + 1e-9;
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).containsExactly(before.get(i), within(halfStep));
    }
  }

  /** Returns onset and length in seconds of each note, by pitch, then onset. */
  private static List<double[]> times(Piece piece) {
    Timeline timeline = Timeline.of(piece);
    return piece.notes().stream()
        .sorted(Comparator.comparingInt(Note::pitch).thenComparing(Note::onsetTicks))
        .map(
            note -> {
              double onset = timeline.seconds(note.onsetTicks());
              return new double[] {onset, timeline.seconds(note.endTicks()) - onset};
            })
        .toList();
  }

  /** Up to half an hour of a piano's keys, each released before it is struck again. */
  private static Piece performance(Random random) {
    int ticksPerQuarter = 480;
    List<Tempo> tempos = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      tempos.add(new Tempo(i * 50_000L, 400_000 + random.nextInt(400_000)));
    }
    List<Note> notes = new ArrayList<>();
    for (int pitch = 21; pitch <= 108; pitch++) {
      long tick = random.nextInt(100_000);
      for (int i = 0; i < random.nextInt(20); i++) {
        long length = 25L + random.nextInt(i % 5 == 0 ? 20_000 : 1000);
        notes.add(new Note(tick, length, pitch, 1 + random.nextInt(127), 0));
        tick += length + 50 + random.nextInt(50_000); // A key takes some time to come up.
      }
    }
    notes.sort(Note.BY_ONSET_THEN_PITCH);
    return new Piece(
        "p",
        new Division.Metrical(ticksPerQuarter),
        List.of(Track.of("", notes)),
        tempos,
        List.of(),
        List.of());
  }

  @Property(tries = 300)
  void everyTokenMayFollowTheOnesBeforeIt(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = anyTokenizer(random);
    Grammar grammar = tokenizer.grammar();
    for (int id : tokenizer.encode(score(random)).tokens().toArray()) {
      assertThat(id == tokenizer.vocabulary().bosId().orElseThrow() || grammar.following().get(id))
          .as("%d after %s", id, grammar)
          .isTrue();
      grammar = grammar.after(id);
    }
  }

  @Property(tries = 300)
  void whateverFollowsTheGrammarDecodesAndEncodesToItself(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = anyTokenizer(random);
    int[] ids =
        random.nextBoolean()
            ? wandering(tokenizer.grammar(), new BitSet(), random)
            : repeating(tokenizer, random);
    Piece piece = tokenizer.decode("p", ids, EvenTiming.DEFAULT);
    Piece again =
        tokenizer.decode("p", tokenizer.encode(piece).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(again).isEqualTo(piece);
  }

  @Property(tries = 1000)
  void noKeyOverlapsItselfInAQuantisedScore(@ForAll long seed) {
    Random random = new Random(seed);
    Piece score = score(random);
    requireNoOverlap(tokenizer(random).quantized(score, EvenTiming.DEFAULT).notes());
  }

  @Property(tries = 300)
  void noKeyOverlapsItselfInWhateverFollowsTheGrammar(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = anyTokenizer(random);
    int[] ids = repeating(tokenizer, random);
    requireNoOverlap(tokenizer.decode("p", ids, EvenTiming.DEFAULT).notes());
  }

  @Property(tries = 300)
  void whatFollowsAPrimerEndsItsNotes(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = anyTokenizer(random);
    int[] primer = repeating(tokenizer, random);
    int[] whole = repeating(tokenizer, tokenizer.grammar().after(primer), random);
    int[] joined = IntStream.concat(IntStream.of(primer), IntStream.of(whole)).toArray();
    requireNoOverlap(tokenizer.decode("p", joined, EvenTiming.DEFAULT).notes());
    requireNoOverlap(tokenizer.decode("p", primer, whole, EvenTiming.DEFAULT).notes());
  }

  /** Each note of a key ends before the next one begins, or with it, and lasts. */
  private static void requireNoOverlap(List<Note> ordered) {
    TreeMap<Integer, Note> last = new TreeMap<>();
    for (Note note : ordered) {
      assertThat(note.durationTicks()).isPositive();
      Note before = last.put(note.pitch(), note);
      if (before != null) {
        assertThat(before.endTicks())
            .as("%s before %s", before, note)
            .isLessThanOrEqualTo(note.onsetTicks());
        assertThat(before.onsetTicks()).isLessThan(note.onsetTicks());
      }
    }
  }

  /** What may follow, but of all pitches only three, so that they come again. */
  private static int[] repeating(Tokenizer tokenizer, Random random) {
    return repeating(tokenizer, tokenizer.grammar(), random);
  }

  private static int[] repeating(Tokenizer tokenizer, Grammar start, Random random) {
    int lowest = 21 + random.nextInt(80);
    BitSet others = new BitSet();
    for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
      others.set(
          id,
          tokenizer.pitches(id).stream().anyMatch(pitch -> pitch < lowest || pitch > lowest + 2)
              || tokenizer.vocabulary().isSpecial(id));
    }
    return wandering(start, others, random);
  }

  @Property(tries = 300)
  void noMoreNotesSoundAtOnceThanMay(@ForAll long seed) {
    Random random = new Random(seed);
    Tokenizer tokenizer = anyTokenizer(random);
    int most = 1 + random.nextInt(4);
    int[] ids =
        random.nextBoolean()
            ? wandering(tokenizer.grammar(most), new BitSet(), random)
            : repeating(tokenizer, tokenizer.grammar(most), random);
    List<Note> notes = tokenizer.decode("p", ids, EvenTiming.DEFAULT).notes();
    assertThat(notes)
        .allMatch(
            note ->
                notes.stream()
                        .filter(other -> other.onsetTicks() <= note.onsetTicks())
                        .filter(other -> other.endTicks() > note.onsetTicks())
                        .count()
                    <= most);
  }

  /**
   * Two hundred ids drawn evenly from what may follow, fewer if the piece ends.
   *
   * @param shunned drawn only if nothing else may follow
   */
  private static int[] wandering(Grammar start, BitSet shunned, Random random) {
    IntStream.Builder ids = IntStream.builder();
    Grammar grammar = start;
    for (int i = 0; i < 200; i++) {
      BitSet following = grammar.following();
      if (following.isEmpty()) {
        assertThat(grammar).isInstanceOf(SpecialTokens.Ended.class);
        break;
      }
      BitSet rest = (BitSet) following.clone();
      rest.andNot(shunned);
      int[] choices = (rest.isEmpty() ? following : rest).stream().toArray();
      int id = choices[random.nextInt(choices.length)];
      ids.add(id);
      grammar = grammar.after(id);
    }
    return ids.build().toArray();
  }

  @Property(tries = 300)
  void chordsDecodeToThePitchesStruckTogether(@ForAll long seed) {
    Piece score = score(new Random(seed));
    TokenizerFitter fitter =
        TokenizerFitter.chords(
            ChordNames.PITCHES, Optional.empty(), OutOfRangePolicy.FOLD_OCTAVES, 1);
    Tokenizer tokenizer = fitter.fit(List.of(score));
    Piece decoded =
        tokenizer.decode("p", tokenizer.encode(score).tokens().toArray(), EvenTiming.DEFAULT);
    assertThat(struck(decoded)).isEqualTo(struck(folded(score)));
  }

  /** Every piece of a real collection; each of its notes is told. */
  @Example
  void eventsOfARealCollectionDecodeToTheQuantisedScores() throws IOException {
    EventTokenizer tokenizer = EventTokenizer.standard();
    for (Piece score : collection()) {
      Encoding encoding = tokenizer.encode(score);
      Piece decoded =
          tokenizer.decode(score.name(), encoding.tokens().toArray(), EvenTiming.DEFAULT);
      assertThat(decoded).isEqualTo(tokenizer.quantized(score, EvenTiming.DEFAULT));
      assertThat(
              decoded.noteCount()
                  + encoding.loss().outOfRange()
                  + encoding.loss().quantization().merged())
          .isEqualTo(score.noteCount());
    }
  }

  private static List<Piece> collection() throws IOException {
    List<Path> midi = RealFiles.all();
    assertThat(midi).hasSize(121);
    List<Piece> pieces = new ArrayList<>();
    for (Path file : midi) {
      pieces.addAll(MidiReader.read(file).pieces());
    }
    return pieces;
  }

  private static List<List<Integer>> struck(Piece piece) {
    return piece.notes().stream()
        .collect(Collectors.groupingBy(Note::onsetTicks, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(notes -> notes.stream().map(Note::pitch).distinct().sorted().toList())
        .toList();
  }

  private static Piece folded(Piece piece) {
    return Piece.of("p", 480, new Keyboard(OutOfRangePolicy.FOLD_OCTAVES).fit(piece).notes());
  }

  private static Tokenizer anyTokenizer(Random random) {
    return random.nextBoolean() ? tokenizer(random) : performances(random);
  }

  private static PerformanceTokenizer performances(Random random) {
    return PerformanceTokenizer.of(
        random.nextBoolean() ? NoteEnds.OFFS : NoteEnds.DURATIONS,
        new TimeSteps(List.of(5, 10, 20, 100).get(random.nextInt(4))),
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(127)) : OptionalInt.empty(),
        random.nextBoolean() ? PedalTokens.NONE : PedalTokens.ON_OFF,
        random.nextBoolean() ? OutOfRangePolicy.SKIP : OutOfRangePolicy.FOLD_OCTAVES);
  }

  private static EventTokenizer tokenizer(Random random) {
    return EventTokenizer.of(
        random.nextBoolean() ? Time.POSITION : Time.SHIFT,
        Grid.parse(GRIDS.get(random.nextInt(GRIDS.size()))),
        random.nextBoolean() ? OptionalInt.of(1 + random.nextInt(127)) : OptionalInt.empty(),
        random.nextBoolean() ? OutOfRangePolicy.SKIP : OutOfRangePolicy.FOLD_OCTAVES);
  }

  /** Notes of any length on two tracks, in any division, with signatures in any place. */
  private static Piece score(Random random) {
    Division division =
        random.nextInt(5) == 0
            ? new Division.Smpte(List.of(24, 25, 29, 30).get(random.nextInt(4)), 40)
            : new Division.Metrical(1 + random.nextInt(1000));
    int span = 1 + random.nextInt(20_000);
    List<TimeSignature> signatures =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(i -> signature(random, random.nextInt(span)))
            .sorted(Comparator.comparing(TimeSignature::tick))
            .toList();
    return new Piece("p", division, tracks(random, span), List.of(), signatures, List.of());
  }

  private static TimeSignature signature(Random random, int tick) {
    int which = 2 * random.nextInt(SIGNATURES.length / 2);
    return new TimeSignature(tick, SIGNATURES[which], SIGNATURES[which + 1]);
  }

  /** Of all pitches, or of few, which then come again while they sound. */
  private static List<Track> tracks(Random random, int span) {
    int pitches = random.nextBoolean() ? 128 : 1 + random.nextInt(5);
    int lowest = random.nextInt(129 - pitches);
    return List.of(track(random, span, lowest, pitches), track(random, span, lowest, pitches));
  }

  private static Track track(Random random, int span, int lowest, int pitches) {
    return Track.of(
        "",
        IntStream.range(0, random.nextInt(40))
            .mapToObj(
                i ->
                    new Note(
                        random.nextInt(span),
                        random.nextInt(3000),
                        lowest + random.nextInt(pitches),
                        1 + random.nextInt(127),
                        random.nextInt(16)))
            .sorted(Note.BY_ONSET_THEN_PITCH)
            .toList());
  }
}
