package io.nocturne.midi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;

/**
 * A format other than MIDI, recognized by the first bytes of a file, whatever its name.
 *
 * @param name with its article, such as {@code a ZIP archive}
 * @param advice what to do with it, in the imperative
 */
record ForeignFormat(String name, String advice) {

  private static final String UNPACK = "unpack it and give the MIDI files in it";
  private static final String EXPORT_SCORE =
      "open it in a notation program such as MuseScore and export it as MusicXML";
  private static final String READ_SCORE = "give it where scores are read, or export it as MIDI";
  private static final String NOT_SOUND = "give its notes as MIDI, as sound is not transcribed";
  private static final String GIVE_MIDI = "give a MIDI file";
  private static final String EXPORT_MIDI_1 = "export it as a Standard MIDI File (MIDI 1.0)";

  private static final int ZIP_ENTRIES = 4096;

  /** Bytes, as Latin-1, at some offset of a file, and what it is if it has them. */
  private record MagicBytes(int offset, String bytes, ForeignFormat format) {

    static MagicBytes of(String bytes, String name, String advice) {
      return new MagicBytes(0, bytes, new ForeignFormat(name, advice));
    }

    boolean matches(Region file) {
      return file.has(bytes, offset);
    }
  }

  /** Files that hold other files; a MIDI file within them is not at its beginning. */
  private static final List<MagicBytes> ARCHIVES =
      List.of(
          MagicBytes.of("7z\u00bc\u00af'\u001c", "a 7z archive", UNPACK),
          MagicBytes.of("Rar!\u001a\u0007", "a RAR archive", UNPACK),
          new MagicBytes(257, "ustar", new ForeignFormat("a tar archive", UNPACK)),
          MagicBytes.of("\u001f\u008b\b", "a gzip-compressed file", "decompress it with gunzip"),
          new MagicBytes(
              4,
              "1AY&SY",
              new ForeignFormat("a bzip2-compressed file", "decompress it with bunzip2")),
          MagicBytes.of("\u00fd7zXZ", "an xz-compressed file", "decompress it with unxz"),
          MagicBytes.of(
              "(\u00b5/\u00fd", "a Zstandard-compressed file", "decompress it with unzstd"),
          MagicBytes.of("SMF2CLIP", "a MIDI 2.0 clip file", EXPORT_MIDI_1),
          MagicBytes.of("SMF2CON1", "a MIDI 2.0 container file", EXPORT_MIDI_1));

  private static final List<MagicBytes> OTHERS =
      List.of(
          MagicBytes.of(
              "\u0000\u0005\u0016\u0007",
              "a file of macOS attributes (AppleDouble), which holds no music",
              "give the file of the same name without ._"),
          MagicBytes.of("OggS", "Ogg sound", NOT_SOUND),
          MagicBytes.of("fLaC", "FLAC sound", NOT_SOUND),
          MagicBytes.of("ID3", "MP3 sound", NOT_SOUND),
          MagicBytes.of("\u00ff\u00fb", "MP3 sound", NOT_SOUND),
          MagicBytes.of("\u00ff\u00f3", "MP3 sound", NOT_SOUND),
          MagicBytes.of("\u00ff\u00f2", "MP3 sound", NOT_SOUND),
          new MagicBytes(4, "ftyp", new ForeignFormat("an MPEG-4 file", NOT_SOUND)),
          new MagicBytes(8, "AIFF", new ForeignFormat("AIFF sound", NOT_SOUND)),
          new MagicBytes(8, "AIFC", new ForeignFormat("AIFF sound", NOT_SOUND)),
          new MagicBytes(8, "WAVE", new ForeignFormat("WAV sound", NOT_SOUND)),
          new MagicBytes(8, "sfbk", new ForeignFormat("a SoundFont", GIVE_MIDI)),
          new MagicBytes(8, "XDIR", new ForeignFormat("an XMI file", EXPORT_MIDI_1)),
          new MagicBytes(8, "XMID", new ForeignFormat("an XMI file", EXPORT_MIDI_1)),
          MagicBytes.of("RIFF", "a RIFF file of another kind than RMID", GIVE_MIDI),
          MagicBytes.of("%PDF", "a PDF document", GIVE_MIDI),
          MagicBytes.of("\u0089PNG", "a PNG picture", GIVE_MIDI),
          MagicBytes.of("\u00ff\u00d8\u00ff", "a JPEG picture", GIVE_MIDI),
          MagicBytes.of("GIF8", "a GIF picture", GIVE_MIDI),
          MagicBytes.of("\u0089HDF", "an HDF5 file", GIVE_MIDI));

  /**
   * Returns an archive or compressed file, in which a MIDI file would be found that is not meant.
   */
  static Optional<ForeignFormat> archive(Region file) {
    if (file.has("PK\u0003\u0004", 0) || file.has("PK\u0005\u0006", 0)) {
      return Optional.of(zip(file));
    }
    return first(ARCHIVES, file);
  }

  /** Any other known format. */
  static Optional<ForeignFormat> of(Region file) {
    Optional<ForeignFormat> found = first(OTHERS, file);
    return found.isPresent() ? found : ForeignText.of(file);
  }

  /** Returns a format of sheet music. */
  static ForeignFormat score(String name) {
    return new ForeignFormat(name, EXPORT_SCORE);
  }

  /** Returns a format that is read, but not as MIDI. */
  static ForeignFormat musicXml(String name) {
    return new ForeignFormat(name, READ_SCORE);
  }

  private static ForeignFormat zip(Region file) {
    String entries = new String(file.bytes(), 0, Math.min(file.end(), ZIP_ENTRIES), ISO_8859_1);
    if (entries.contains(".mscx")) {
      return score("a MuseScore file");
    }
    if (entries.contains("model.weights.h5")) {
      return new ForeignFormat("a Keras archive", "make a run of it with import");
    }
    // Every compressed MusicXML file names its main file there.
    return entries.contains("META-INF/container.xml") || entries.contains("recordare.musicxml")
        ? musicXml("a compressed MusicXML file")
        : new ForeignFormat("a ZIP archive", UNPACK);
  }

  private static Optional<ForeignFormat> first(List<MagicBytes> signatures, Region file) {
    return signatures.stream()
        .filter(signature -> signature.matches(file))
        .map(MagicBytes::format)
        .findFirst();
  }

  /** Returns what is wrong, as a clause. */
  String problem() {
    return "this is " + name + ", not a MIDI file";
  }
}
