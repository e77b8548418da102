package io.nocturne.midi;

import io.nocturne.music.Note;
import java.util.Arrays;
import java.util.List;

/**
 * Note-ons and note-offs of one track become notes: a note-off ends the oldest open note of its
 * channel and pitch.
 *
 * <p>Notes are kept as columns until the track ends, since most are open when they are met; each
 * channel and pitch has a queue through the column of links. One instance serves track after track,
 * so that a file of 65,535 tracks does not allocate as many tables.
 */
final class NotePairing {

  private static final int NONE = -1;

  private final int[] oldest = new int[Note.CHANNELS * Note.PITCHES];
  private final int[] newest = new int[Note.CHANNELS * Note.PITCHES];
  private long[] onsets = new long[256];
  private long[] durations = new long[256];
  private int[] strokes = new int[256]; // velocity, channel, pitch: 7, 4 and 7 bits
  private int[] nextOpen = new int[256];
  private int count;
  private int open;

  NotePairing() {
    Arrays.fill(oldest, NONE);
  }

  void noteOn(long tick, int channel, int pitch, int velocity) {
    if (count == onsets.length) {
      grow();
    }
    int key = (channel << 7) | pitch;
    onsets[count] = tick;
    strokes[count] = (velocity << 11) | key;
    nextOpen[count] = NONE;
    if (oldest[key] == NONE) {
      oldest[key] = count;
    } else {
      nextOpen[newest[key]] = count;
    }
    newest[key] = count++;
    open++;
  }

  /** Ends the oldest open note of a channel and pitch, and says whether there was one. */
  boolean noteOff(long tick, int channel, int pitch) {
    int key = (channel << 7) | pitch;
    int note = oldest[key];
    if (note == NONE) {
      return false;
    }
    durations[note] = tick - onsets[note];
    oldest[key] = nextOpen[note];
    open--;
    return true;
  }

  int open() {
    return open;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Ends the open notes, returns all in the order of their note-ons, and forgets the track. */
  List<Note> finish(long endTick) {
    for (int key = 0; open > 0; key++) {
      for (int note = oldest[key]; note != NONE; note = nextOpen[note]) {
        durations[note] = endTick - onsets[note];
        open--;
      }
      oldest[key] = NONE;
    }
    Note[] notes = new Note[count];
    for (int i = 0; i < count; i++) {
      int stroke = strokes[i];
      notes[i] = new Note(onsets[i], durations[i], stroke & 127, stroke >> 11, (stroke >> 7) & 15);
    }
    count = 0;
    return List.of(notes);
  }

  private void grow() {
    int capacity = 2 * count;
    onsets = Arrays.copyOf(onsets, capacity);
    durations = Arrays.copyOf(durations, capacity);
    strokes = Arrays.copyOf(strokes, capacity);
    nextOpen = Arrays.copyOf(nextOpen, capacity);
  }
}
