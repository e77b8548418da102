package io.nocturne.render;

import io.nocturne.music.Note;
import io.nocturne.music.Timeline;
import io.nocturne.render.PianoSound.SoundSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The keys that sound together, block by block. */
final class PolyphonicSynth {
  // A single loud note is well below the limit, so that a loud chord has room.
  private static final double NOTE_GAIN = 0.16;
  // Above this the sum of the notes is bent towards 1, which it never passes.
  private static final double KNEE = 0.7;

  private final List<Note> notes;
  private final Timeline timeline;
  private final int sampleRate;
  private final List<SoundingString> sounding = new ArrayList<>();
  private int started;

  /** Creates a synthesizer of notes, ordered by onset. */
  PolyphonicSynth(List<Note> notes, Timeline timeline, SoundSpec spec) {
    this.notes = notes;
    this.timeline = timeline;
    this.sampleRate = spec.sampleRate();
  }

  /**
   * Plays the next block.
   *
   * @param block shape [channels, frames]; gets values between -1 and 1
   * @param from the block's first frame in the piece: each block begins where the last has ended
   */
  void play(double[][] block, long from) {
    int frames = block[0].length;
    for (double[] channel : block) {
      Arrays.fill(channel, 0);
    }
    for (SoundingString voice : sounding) {
      voice.addTo(block, 0);
    }
    for (; started < notes.size(); started++) {
      Note note = notes.get(started);
      long onset = frame(note.onsetTicks());
      if (onset >= from + frames) {
        break;
      }
      SoundingString voice = new SoundingString(note, frame(note.endTicks()) - onset);
      voice.addTo(block, (int) (onset - from));
      sounding.add(voice);
    }
    sounding.removeIf(voice -> voice.string.isSilent());
    for (double[] channel : block) {
      limit(channel);
    }
  }

  private long frame(long tick) {
    return Math.round(timeline.seconds(tick) * sampleRate);
  }

  private static void limit(double[] channel) {
    for (int i = 0; i < channel.length; i++) {
      double size = Math.abs(channel[i]);
      if (size > KNEE) {
        double bent = KNEE + (1 - KNEE) * StrictMath.tanh((size - KNEE) / (1 - KNEE));
        channel[i] = Math.copySign(bent, channel[i]);
      }
    }
  }

  /** A key that sounds, and where it is heard. */
  private final class SoundingString {
    private final StringModel string;
    private final double place; // 0 left, 1 right

    SoundingString(Note note, long frames) {
      string = new StringModel(note.pitch(), note.velocity(), frames, sampleRate);
      place = 0.5 + 0.3 * (note.pitch() - 64) / 64.0;
    }

    /** Adds its next frames, the first of them at a place in the block. */
    void addTo(double[][] block, int first) {
      double[] sound = string.sound(block[0].length - first);
      for (int channel = 0; channel < block.length; channel++) {
        double gain = NOTE_GAIN * gain(channel, block.length);
        for (int i = 0; i < sound.length; i++) {
          block[channel][first + i] += gain * sound[i];
        }
      }
    }

    /** Returns a channel's gain; those of two channels have the same total power for every key. */
    private double gain(int channel, int channels) {
      if (channels == 1) {
        return 1;
      }
      return Math.sqrt(2 * (channel == 0 ? 1 - place : place));
    }
  }
}
