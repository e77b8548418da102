package io.nocturne.render.soundfont;

import io.nocturne.base.UserException;
import io.nocturne.io.file.InputFile;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.music.Track;
import io.nocturne.render.Sound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sound.midi.Instrument;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Patch;
import javax.sound.midi.Soundbank;

/** Sampled instruments in a file of the format SoundFont 2 (.sf2). */
public final class SoundFont {

  private final Path file;
  private final Soundbank bank;

  private SoundFont(Path file, Soundbank bank) {
    this.file = file;
    this.bank = bank;
  }

  /**
   * Reads a SoundFont.
   *
   * @throws UserException if the file is not a SoundFont, or this Java cannot play SoundFonts
   */
  public static SoundFont read(Path file) throws IOException {
    if (ModuleLayer.boot().findModule("java.desktop").isEmpty()) {
      throw new UserException(
          "SoundFonts: this Java lacks the module java.desktop; use a full one");
    }
    requireSoundFont(file);
    try {
      return new SoundFont(file, MidiSystem.getSoundbank(file.toFile()));
    } catch (InvalidMidiDataException
        | IOException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw new UserException(
          file + ": is damaged (" + e.getMessage() + "); get the SoundFont again", e);
    }
  }

  private static void requireSoundFont(Path file) throws IOException {
    byte[] head;
    try (InputStream in = InputFile.open(file)) {
      head = in.readNBytes(12);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("RIFF") || !text.endsWith("sfbk")) {
      throw new UserException(file + ": is not a SoundFont 2 file; give one that ends in .sf2");
    }
    // Java's reader takes what is there of a file that was cut off.
    int size = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    long missing = 8 + Integer.toUnsignedLong(size) - Files.size(file);
    if (missing > 0) {
      throw new UserException(
          String.format(
              Locale.ROOT, "%s: ends %,d bytes early; get the SoundFont again", file, missing));
    }
  }

  /**
   * Returns a piece as the SoundFont plays it, 44,100 frames a second in stereo. Equal pieces give
   * equal sounds. Channels play the programs that the piece's tracks name, 0 where they name none.
   *
   * @throws UserException if the SoundFont lacks a program that the piece needs
   */
  public Sound play(Piece piece) {
    for (int program : programs(piece)) {
      requireProgram(program);
    }
    return new SoundFontSound(piece, bank);
  }

  /**
   * Fails unless the SoundFont has a program.
   *
   * @param program 0 to 127, of bank 0
   * @throws UserException if it has not, naming those that it has
   */
  public void requireProgram(int program) {
    if (bank.getInstrument(new Patch(0, program)) != null) {
      return;
    }
    String others =
        Arrays.stream(bank.getInstruments())
            .map(Instrument::getPatch)
            .filter(patch -> patch.getBank() == 0)
            .map(Patch::getProgram)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    throw new UserException(
        "%s: has no instrument for program %d; %s"
            .formatted(
                file,
                program,
                others.isEmpty()
                    ? "it has none at all, use another SoundFont"
                    : "use one of its programs, " + others + ", or another SoundFont"));
  }

  /** Returns the programs of the channels that play notes, percussion aside. */
  private static Set<Integer> programs(Piece piece) {
    Set<Integer> programs = new TreeSet<>();
    Set<Integer> named = new TreeSet<>();
    for (Track track : piece.tracks()) {
      for (ProgramChange change : track.programs()) {
        if (change.channel() != Note.PERCUSSION_CHANNEL) {
          programs.add(change.program());
          named.add(change.channel());
        }
      }
    }
    for (Note note : piece.notes()) {
      if (!note.isPercussion() && !named.contains(note.channel())) {
        programs.add(0);
      }
    }
    return programs;
  }
}
