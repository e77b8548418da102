package io.nocturne.midi;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader.ReadOptions;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** On sound files the JDK's reader is right, so it serves as the oracle. */
class RealFilesTest {

  @TestFactory
  Stream<DynamicTest> equalTheNotesThatTheJdkReads() throws IOException {
    return RealFiles.all().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      MidiFile read = MidiReader.read(file);
                      assertThat(read.diagnostics()).isEmpty();
                      assertThat(tracksOf(read)).isEqualTo(jdkTracks(file));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> equalTheTemposThatTheJdkReads() throws IOException {
    return RealFiles.all().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () ->
                        assertThat(MidiReader.read(file).pieces().get(0).tempos())
                            .isEqualTo(jdkTempos(file))));
  }

  @TestFactory
  Stream<DynamicTest> surviveWritingAndReading() throws IOException {
    return RealFiles.all().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Piece piece = MidiReader.read(file).pieces().get(0);
                      byte[] written = MidiWriter.write(piece, 1);
                      assertThat(
                              MidiReader.read(written, piece.name(), ReadOptions.DEFAULT).pieces())
                          .containsExactly(piece);
                    }));
  }

  // The count is the data set's own, taken with other readers too.
  @Test
  void hold188186NotesInAll() throws IOException {
    int notes = 0;
    for (Path file : RealFiles.all()) {
      notes += MidiReader.read(file).noteCount();
    }
    assertThat(notes).isEqualTo(188_186);
  }

  private static List<List<Note>> tracksOf(MidiFile file) {
    return file.pieces().get(0).tracks().stream().map(track -> track.notes()).toList();
  }

  private static Track[] jdkRead(Path file) throws IOException, InvalidMidiDataException {
    return MidiSystem.getSequence(file.toFile()).getTracks();
  }

  private static List<Tempo> jdkTempos(Path file) throws IOException, InvalidMidiDataException {
    List<Tempo> tempos = new ArrayList<>();
    for (Track track : jdkRead(file)) {
      for (int i = 0; i < track.size(); i++) {
        if (track.get(i).getMessage() instanceof MetaMessage meta && meta.getType() == 0x51) {
          byte[] data = meta.getData();
          int micros = (data[0] & 0xff) << 16 | (data[1] & 0xff) << 8 | (data[2] & 0xff);
          tempos.add(new Tempo(track.get(i).getTick(), micros));
        }
      }
    }
    return tempos;
  }

  private static List<List<Note>> jdkTracks(Path file)
      throws IOException, InvalidMidiDataException {
    List<List<Note>> tracks = new ArrayList<>();
    for (Track track : jdkRead(file)) {
      tracks.add(jdkNotes(track));
    }
    return tracks;
  }

  private static List<Note> jdkNotes(Track track) {
    List<Note> notes = new ArrayList<>();
    Map<Integer, Deque<Integer>> open = new HashMap<>();
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      if (event.getMessage() instanceof ShortMessage message) {
        int key = message.getChannel() * 128 + message.getData1();
        boolean strikes = message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0;
        if (strikes) {
          open.computeIfAbsent(key, unused -> new ArrayDeque<>()).add(notes.size());
          notes.add(
              new Note(
                  event.getTick(),
                  0,
                  message.getData1(),
                  message.getData2(),
                  message.getChannel()));
        } else if (message.getCommand() == ShortMessage.NOTE_OFF
            || message.getCommand() == ShortMessage.NOTE_ON) {
          int index = open.get(key).remove();
          Note note = notes.get(index);
          notes.set(
              index,
              new Note(
                  note.onsetTicks(),
                  event.getTick() - note.onsetTicks(),
                  note.pitch(),
                  note.velocity(),
                  note.channel()));
        }
      }
    }
    return notes;
  }
}
