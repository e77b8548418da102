package io.nocturne.render.notation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.midi.MidiReader;
import io.nocturne.midi.RealFiles;
import io.nocturne.music.Division.Metrical;
import io.nocturne.music.Piece;
import io.nocturne.render.notation.MusicXmlFile.Sounding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fourth of the NIFC's 121 Chopin files, which are not part of the repository. */
class RealSheetMusicTest {

  @TestFactory
  Stream<DynamicTest> isValidAndHasEveryNoteWithinTheErrorItReports() throws IOException {
    List<Path> files = RealFiles.all();
    return IntStream.iterate(0, i -> i < files.size(), i -> i + 4)
        .mapToObj(files::get)
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    Piece piece = MidiReader.read(file).pieces().get(0);
    SheetMusic music = SheetMusic.of(piece);
    MusicXmlFile sheet = MusicXmlFile.of(music.musicXml());
    List<Sounding> notes = sheet.notes();
    assertThat(sheet.voices(1)).hasSizeLessThanOrEqualTo(4);
    assertThat(sheet.voices(2)).hasSizeLessThanOrEqualTo(4);
    assertThat(sheet.tripletsOutOfBrackets()).isEmpty();
    assertThat(notes).hasSize(piece.noteCount());
    if (music.rounding().isExact()) {
      assertThat(notes).isEqualTo(exact(piece));
    }
  }

  private static List<Sounding> exact(Piece piece) {
    double units = 24.0 / ((Metrical) piece.division()).ticksPerQuarter();
    return piece.notes().stream()
        .map(
            note -> {
              long onset = Math.round(note.onsetTicks() * units);
              return new Sounding(onset, Math.round(note.endTicks() * units) - onset, note.pitch());
            })
        .sorted(Sounding.ORDER)
        .toList();
  }
}
