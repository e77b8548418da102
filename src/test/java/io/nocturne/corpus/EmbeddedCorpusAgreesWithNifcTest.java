package io.nocturne.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nocturne.midi.RealFiles;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the Chopin of the embedded corpus with the encodings of the first editions by the
 * Fryderyk Chopin Institute (NIFC, CC BY 4.0), note by note. They differ where editions do; the
 * comments of the score texts say where.
 *
 * <p>Agreement is 2 × equal notes ÷ (our notes + theirs).
 */
class EmbeddedCorpusAgreesWithNifcTest {

  private static final Path FOLDER = RealFiles.folder();

  /** A note in ticks of 480 to the quarter; the duration is left out by giving 0. */
  private record Sound(long onset, int pitch, long duration) {}

  @ParameterizedTest
  @CsvSource({
    "Op. 28 No. 2, 028-1-BH-002.mid",
    "Op. 28 No. 4, 028-1-BH-004.mid",
    "Op. 28 No. 7, 028-1-BH-007.mid",
    "Op. 28 No. 20, 028-1-BH-020.mid"
  })
  void atLeast98PercentOfOnsetsAndPitchesAreEqual(String opus, String file) throws Exception {
    assumeTrue(Files.isDirectory(FOLDER), "needs the NIFC files, see nocturne.test.midi");
    List<Sound> ours = ours(opus).map(note -> sound(note, 0)).toList();
    List<Sound> theirs = theirs(file).map(note -> sound(note, 0)).toList();
    assertThat(agreement(ours, theirs)).isGreaterThanOrEqualTo(0.98);
  }

  @ParameterizedTest
  @CsvSource({
    "Op. 28 No. 2, 028-1-BH-002.mid, 0.99",
    "Op. 28 No. 4, 028-1-BH-004.mid, 1.0",
    "Op. 28 No. 7, 028-1-BH-007.mid, 0.97",
    "Op. 28 No. 20, 028-1-BH-020.mid, 0.98"
  })
  void durationsAgreeAsWell(String opus, String file, double least) throws Exception {
    assumeTrue(Files.isDirectory(FOLDER), "needs the NIFC files, see nocturne.test.midi");
    List<Sound> ours = ours(opus).map(note -> sound(note, note.durationTicks())).toList();
    List<Sound> theirs = theirs(file).map(note -> sound(note, note.durationTicks())).toList();
    assertThat(agreement(ours, theirs)).isGreaterThanOrEqualTo(least);
  }

  private static Stream<Note> ours(String opus) {
    return EmbeddedCorpus.pieces().stream()
        .filter(piece -> piece.name().endsWith(opus))
        .map(Piece::notes)
        .flatMap(List::stream);
  }

  private static Sound sound(Note note, long duration) {
    return new Sound(note.onsetTicks(), note.pitch(), duration);
  }

  private static double agreement(List<Sound> ours, List<Sound> theirs) {
    Map<Sound, Integer> left = new HashMap<>();
    ours.forEach(sound -> left.merge(sound, 1, Integer::sum));
    long equal = theirs.stream().filter(sound -> left.merge(sound, -1, Integer::sum) >= 0).count();
    return 2.0 * equal / (ours.size() + theirs.size());
  }

  private static Stream<Note> theirs(String file) throws IOException, InvalidMidiDataException {
    Sequence sequence = MidiSystem.getSequence(FOLDER.resolve(file).toFile());
    assertThat(sequence.getResolution()).isEqualTo(480);
    List<Note> notes = new ArrayList<>();
    for (javax.sound.midi.Track track : sequence.getTracks()) {
      Map<Integer, Deque<Long>> sounding = new HashMap<>();
      for (int i = 0; i < track.size(); i++) {
        read(track.get(i), sounding, notes);
      }
    }
    return notes.stream();
  }

  private static void read(MidiEvent event, Map<Integer, Deque<Long>> sounding, List<Note> notes) {
    if (!(event.getMessage() instanceof ShortMessage message)) {
      return;
    }
    boolean key = message.getCommand() == ShortMessage.NOTE_ON;
    Deque<Long> onsets = sounding.computeIfAbsent(message.getData1(), p -> new ArrayDeque<>());
    if (key && message.getData2() > 0) {
      onsets.add(event.getTick());
    } else if ((key || message.getCommand() == ShortMessage.NOTE_OFF) && !onsets.isEmpty()) {
      long onset = onsets.remove();
      notes.add(new Note(onset, event.getTick() - onset, message.getData1(), 64, 0));
    }
  }
}
