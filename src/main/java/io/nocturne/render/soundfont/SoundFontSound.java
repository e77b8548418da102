package io.nocturne.render.soundfont;

import io.nocturne.base.UserException;
import io.nocturne.music.ControlChange;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Timeline;
import io.nocturne.music.Track;
import io.nocturne.render.Sound;
import io.nocturne.render.Sound.WavFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Soundbank;
import javax.sound.sampled.AudioFormat;

/** A piece as a SoundFont plays it. */
final class SoundFontSound implements Sound {
  private static final WavFormat FORMAT = new WavFormat(44_100, 2);
  private static final int FRAME_BYTES = 4;
  private static final int BLOCK_FRAMES = 1024;

  /** Long enough for the last notes and their reverberation to fade. */
  private static final double TAIL_SECONDS = 2;

  private final Piece piece;
  private final Soundbank bank;
  private final Timeline timeline;

  SoundFontSound(Piece piece, Soundbank bank) {
    this.piece = piece;
    this.bank = bank;
    timeline = Timeline.of(piece);
  }

  /** A message to a channel and its time; in the order of {@code MidiWriter} at one tick. */
  private record TimedMessage(long tick, int order, ShortMessage message) {
    static final Comparator<TimedMessage> ORDER =
        Comparator.comparingLong(TimedMessage::tick).thenComparingInt(TimedMessage::order);
  }

  @Override
  public WavFormat format() {
    return FORMAT;
  }

  @Override
  public long frames() {
    double seconds = timeline.seconds(piece.sustained().endTicks()) + TAIL_SECONDS;
    double frames = Math.ceil(seconds * FORMAT.sampleRate());
    if (frames > FORMAT.maxFrames()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "%s: lasts %.0f hours, and a WAV file can hold %.1f; write MIDI, or a shorter piece",
              piece.name(),
              seconds / 3600,
              FORMAT.maxFrames() / 3600.0 / FORMAT.sampleRate()));
    }
    return (long) frames;
  }

  @Override
  public void writeSamples(OutputStream out) throws IOException {
    AudioFormat format = new AudioFormat(FORMAT.sampleRate(), 16, FORMAT.channels(), true, false);
    try (SoftwareSynthesizer playing = new SoftwareSynthesizer(format, bank);
        Receiver receiver = playing.synthesizer().getReceiver()) {
      for (TimedMessage event : events()) {
        receiver.send(event.message(), Math.round(timeline.seconds(event.tick()) * 1e6));
      }
      byte[] block = new byte[BLOCK_FRAMES * FRAME_BYTES];
      long left = frames() * FRAME_BYTES;
      while (left > 0) {
        int read = playing.stream().readNBytes(block, 0, (int) Math.min(left, block.length));
        out.write(block, 0, read);
        left -= read;
      }
    } catch (MidiUnavailableException e) {
      throw new UserException("SoundFonts: Java's synthesizer takes no notes", e);
    }
  }

  private List<TimedMessage> events() {
    List<TimedMessage> events = new ArrayList<>();
    for (Track track : piece.tracks()) {
      for (ControlChange change : track.controls()) {
        events.add(
            new TimedMessage(
                change.tick(),
                0,
                message(
                    ShortMessage.CONTROL_CHANGE,
                    change.channel(),
                    change.controller(),
                    change.value())));
      }
      for (ProgramChange change : track.programs()) {
        events.add(event(change.tick(), 2, ShortMessage.PROGRAM_CHANGE, change));
      }
      for (Note note : track.notes()) {
        events.add(event(note.onsetTicks(), 3, ShortMessage.NOTE_ON, note, note.velocity()));
        // A note without length ends after it has begun.
        int order = note.durationTicks() == 0 ? 4 : 1;
        events.add(event(note.endTicks(), order, ShortMessage.NOTE_OFF, note, 0));
      }
    }
    events.sort(TimedMessage.ORDER);
    return events;
  }

  private static TimedMessage event(long tick, int order, int command, ProgramChange change) {
    return new TimedMessage(tick, order, message(command, change.channel(), change.program(), 0));
  }

  private static TimedMessage event(long tick, int order, int command, Note note, int velocity) {
    return new TimedMessage(tick, order, message(command, note.channel(), note.pitch(), velocity));
  }

  private static ShortMessage message(int command, int channel, int first, int second) {
    try {
      return new ShortMessage(command, channel, first, second);
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException(e); // Notes and program changes are valid by construction.
    }
  }
}
