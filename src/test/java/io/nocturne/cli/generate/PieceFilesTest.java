package io.nocturne.cli.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nocturne.cli.console.Console;
import io.nocturne.cli.console.Console.Streams;
import io.nocturne.cli.console.Console.Terminal;
import io.nocturne.cli.console.Console.Verbosity;
import io.nocturne.cli.generate.OutputPlan.Index;
import io.nocturne.midi.MidiReader;
import io.nocturne.music.KeySignature;
import io.nocturne.music.KeySignature.Mode;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.ProgramChange;
import io.nocturne.render.soundfont.SoundFont;
import io.nocturne.render.soundfont.TinySoundFont;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PieceFilesTest {
  private static final List<Note> SCALE =
      IntStream.of(0, 2, 4, 5, 7, 9, 11, 12)
          .mapToObj(step -> new Note(step * 60L, 60, 60 + step, 80, 0))
          .toList();

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream remarks = new ByteArrayOutputStream();

  @Test
  void completesTheMidiFile() throws Exception {
    write(EnumSet.of(PieceFormat.MID), Optional.empty(), Index.NONE, 1);
    Piece read = MidiReader.read(folder.resolve("scale.mid")).pieces().get(0);
    assertThat(read.keySignatures()).containsExactly(new KeySignature(0, 0, Mode.MAJOR));
    assertThat(read.timeSignatures()).hasSize(1);
    assertThat(read.tempos()).hasSize(1);
    assertThat(read.tracks().get(0).name()).isEqualTo("scale 1");
    assertThat(read.tracks().get(0).programs()).containsExactly(new ProgramChange(0, 0, 3));
  }

  @Test
  void writesEachFormatOfEachPieceAndPrintsTheirNames() throws Exception {
    write(EnumSet.allOf(PieceFormat.class), Optional.empty(), Index.NONE, 2);
    assertThat(names())
        .containsExactlyInAnyOrder(
            "scale-1.mid",
            "scale-1.musicxml",
            "scale-1.wav",
            "scale-1.png",
            "scale-1.svg",
            "scale-2.mid",
            "scale-2.musicxml",
            "scale-2.wav",
            "scale-2.png",
            "scale-2.svg");
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            "%1$s-1.mid, .musicxml, .wav, .png, .svg: 8 notes\n".formatted(folder.resolve("scale"))
                + "%1$s-2.mid, .musicxml, .wav, .png, .svg: 8 notes\n"
                    .formatted(folder.resolve("scale")));
  }

  @Test
  void writesAPageOfAllPieces() throws Exception {
    write(EnumSet.of(PieceFormat.MID, PieceFormat.WAV), Optional.empty(), Index.WRITTEN, 12);
    assertThat(folder.resolve("index.html"))
        .content()
        .contains("<h1>run: 12 generated pieces</h1>", "<dt>seed</dt><dd>7</dd>")
        .contains("src=\"./scale-01.wav\"", "src=\"./scale-12.wav\"")
        .contains("<dt>key</dt><dd>C major</dd>", "<dt>range</dt><dd>C4 to C5</dd>");
  }

  @Test
  void soundsOtherwiseByASoundFont() throws Exception {
    Path file = Files.write(folder.resolve("tiny.sf2"), TinySoundFont.bytes(3));
    write(EnumSet.of(PieceFormat.WAV), Optional.empty(), Index.NONE, 1);
    byte[] own = Files.readAllBytes(folder.resolve("scale.wav"));
    write(EnumSet.of(PieceFormat.WAV), Optional.of(SoundFont.read(file)), Index.NONE, 1);
    byte[] sampled = Files.readAllBytes(folder.resolve("scale.wav"));
    // Our piano ends 0.8 seconds after the last note, a SoundFont 2 seconds.
    assertThat(sampled.length - own.length).isCloseTo((int) (1.2 * 4 * 44_100), within(8));
  }

  @Test
  void reportsTheNotesThatSheetMusicLeavesOut() throws Exception {
    List<Note> notes = List.of(new Note(0, 480, 0, 80, 0), new Note(480, 480, 60, 80, 0));
    Piece piece = Piece.of("low", 480, notes);
    Set<PieceFormat> formats = EnumSet.of(PieceFormat.MUSICXML);
    Path file = folder.resolve("low.musicxml");
    OutputPlan plan = new OutputPlan(file, formats, 0, Optional.empty(), Index.NONE);
    new PieceFiles(plan, console(), List.of(piece)).write("run", Map.of());
    assertThat(remarks.toString(UTF_8))
        .isEqualTo(
            file + ": 1 note below C0 (MIDI pitch 12), which MusicXML cannot express, left out\n");
  }

  @Test
  void printsPiecesInTheirOrder() throws Exception {
    List<Note> low = List.of(new Note(0, 480, 0, 80, 0), new Note(480, 480, 60, 80, 0));
    List<Piece> pieces =
        IntStream.range(0, 40).mapToObj(i -> Piece.of("low " + i, 480, low)).toList();
    Path file = folder.resolve("low.musicxml");
    Set<PieceFormat> formats = EnumSet.of(PieceFormat.MUSICXML);
    OutputPlan plan = new OutputPlan(file, formats, 0, Optional.empty(), Index.NONE);
    new PieceFiles(plan, console(), pieces).write("run", Map.of());
    assertThat(remarks.toString(UTF_8).lines().map(line -> line.replaceFirst(":.*", "")))
        .isEqualTo(plan.files(PieceFormat.MUSICXML, 40).stream().map(Path::toString).toList());
  }

  /** So that the sounds of an attempt that failed are known for ours by the next. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void writesThePageBeforeTheSounds() throws Exception {
    assumeThat(Path.of("/dev/full")).exists();
    Files.createSymbolicLink(folder.resolve("scale.wav"), Path.of("/dev/full"));
    assertThatThrownBy(() -> write(EnumSet.of(PieceFormat.WAV), Optional.empty(), Index.WRITTEN, 1))
        .hasMessageContaining("scale.wav");
    assertThat(folder.resolve("index.html")).exists();
  }

  private void write(Set<PieceFormat> formats, Optional<SoundFont> font, Index index, int count)
      throws Exception {
    OutputPlan plan = new OutputPlan(folder.resolve("scale.mid"), formats, 3, font, index);
    List<Piece> pieces =
        IntStream.rangeClosed(1, count).mapToObj(i -> Piece.of("scale " + i, 480, SCALE)).toList();
    new PieceFiles(plan, console(), pieces).write("run", Map.of("seed", "7"));
  }

  private Console console() {
    return new Console(
        new Streams(out, remarks, UTF_8, Terminal.none()), Verbosity.NORMAL, () -> 0);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
