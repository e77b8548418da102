package io.nocturne.token;

import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.PitchName;
import io.nocturne.token.Encoding.EncodingLoss;
import io.nocturne.token.OnsetGrouping.GroupedNotes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Simultaneous notes are one token, without rhythm or velocity. The vocabulary is learned from a
 * corpus ({@link TokenizerFitter#chords}); chords that it lacks are {@link Vocabulary#UNK}.
 */
public final class ChordTokenizer implements Tokenizer {
  /** The tokenizer's name in {@code vocabulary.json}. */
  public static final String NAME = "chord";

  private final Chords chords;
  private final Vocabulary vocabulary;
  private final SpecialTokens specialTokens;
  private final int unknown;
  private final List<List<Integer>> pitchesOfId;

  /**
   * Creates a tokenizer of chords.
   *
   * @param vocabulary their names, and all special tokens
   */
  ChordTokenizer(Chords chords, Vocabulary vocabulary) {
    this.chords = chords;
    this.vocabulary = vocabulary;
    this.specialTokens = new SpecialTokens(vocabulary);
    if (!specialTokens.ends() || vocabulary.unkId().isEmpty()) {
      throw new IllegalArgumentException(
          "a vocabulary of tokenizer chord must hold %s, %s and %s"
              .formatted(Vocabulary.BOS, Vocabulary.EOS, Vocabulary.UNK));
    }
    this.unknown = vocabulary.unkId().getAsInt();
    this.pitchesOfId = new ArrayList<>(vocabulary.size());
    for (int id = 0; id < vocabulary.size(); id++) {
      pitchesOfId.add(
          vocabulary.isSpecial(id) ? List.of() : List.copyOf(chords.pitches(vocabulary.token(id))));
    }
  }

  static ChordTokenizer of(Map<String, String> options, Vocabulary vocabulary) {
    return new ChordTokenizer(Chords.of(options), vocabulary);
  }

  /** Returns a fitter for chords of the same kind. */
  ChordFitter fitter() {
    return new ChordFitter(chords, 1);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public Map<String, String> options() {
    return chords.options();
  }

  @Override
  public boolean hasRhythm() {
    return false;
  }

  @Override
  public Encoding encode(Piece piece) {
    GroupedNotes grouped = chords.group(piece);
    return encode(grouped.groups().stream().map(chords::name).toList(), grouped.loss());
  }

  /** Encodes the names of chords, of which the notes lack what a loss says. */
  Encoding encode(List<String> names, EncodingLoss loss) {
    int[] ids = names.stream().mapToInt(name -> vocabulary.id(name).orElse(unknown)).toArray();
    long unknowns = Arrays.stream(ids).filter(id -> id == unknown).count();
    return new Encoding(specialTokens.around(ids), loss.withUnknown(unknowns));
  }

  @Override
  public Grammar grammar() {
    return specialTokens.grammar();
  }

  @Override
  public Grammar grammar(int maxPolyphony) {
    return specialTokens.grammar(id -> pitches(id).size() <= maxPolyphony);
  }

  @Override
  public Piece decode(String name, int[] context, int[] ids, EvenTiming timing) {
    return EvenNotes.piece(
        name, Arrays.stream(specialTokens.within(ids)).mapToObj(this::pitches).toList(), timing);
  }

  @Override
  public List<Integer> pitches(int id) {
    return pitchesOfId.get(id);
  }

  @Override
  public OptionalInt transposed(int id, int semitones) {
    if (vocabulary.isSpecial(id)) {
      return OptionalInt.of(id);
    }
    List<Integer> moved = pitchesOfId.get(id).stream().map(pitch -> pitch + semitones).toList();
    boolean playable = moved.stream().allMatch(Keyboard::has);
    return playable ? vocabulary.id(chords.nameOf(moved)) : OptionalInt.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChordTokenizer chord
        && chords.equals(chord.chords)
        && vocabulary.equals(chord.vocabulary);
  }

  @Override
  public int hashCode() {
    return Objects.hash(chords, vocabulary);
  }

  @Override
  public String toString() {
    return "ChordTokenizer[%d tokens, %s]".formatted(vocabulary.size(), label());
  }

  /** The ways of naming simultaneous notes. */
  public enum ChordNames {
    /** The pitches, from the lowest: {@code C4.E4.G4}. */
    PITCHES {
      @Override
      String name(Collection<Integer> pitches) {
        return new TreeSet<>(pitches)
            .stream().map(PitchName::of).collect(Collectors.joining(SEPARATOR));
      }

      @Override
      List<Integer> pitches(String name) {
        List<Integer> pitches = new ArrayList<>();
        for (String part : name.split("\\.", -1)) {
          pitches.add(PitchName.parse(part));
        }
        return pitches;
      }
    },

    /**
     * The pitch classes in normal order, with 0 for C: {@code 0.4.7} for a triad on C, in whatever
     * octaves and however often; a note by itself by its pitch. They are played upwards from the
     * octave of middle C, and one pitch class in several octaves in two.
     */
    NORMAL_ORDER {
      @Override
      String name(Collection<Integer> pitches) {
        return pitches.size() == 1
            ? PitchName.of(pitches.iterator().next())
            : NormalOrder.of(pitches).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(SEPARATOR));
      }

      @Override
      List<Integer> pitches(String name) {
        if (!Character.isDigit(name.charAt(0))) {
          return List.of(PitchName.parse(name));
        }
        List<Integer> pitches = new ArrayList<>();
        int pitch = MIDDLE_C - 1;
        for (String part : name.split("\\.", -1)) {
          int above = MIDDLE_C + Integer.parseInt(part);
          pitch = above > pitch ? above : above + Note.OCTAVE;
          pitches.add(pitch);
        }
        if (pitches.size() == 1) {
          pitches.add(pitch + Note.OCTAVE);
        }
        return pitches;
      }
    };

    private static final String SEPARATOR = ".";
    private static final int MIDDLE_C = 60;

    /** Returns the name in {@code vocabulary.json}. */
    public String label() {
      return Options.label(this);
    }

    /**
     * Returns the name of simultaneous pitches.
     *
     * @param pitches at least one, all different
     */
    abstract String name(Collection<Integer> pitches);

    /** Pitches of a name, ascending. */
    abstract List<Integer> pitches(String name);
  }
}
