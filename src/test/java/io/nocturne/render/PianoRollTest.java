package io.nocturne.render;

import static io.nocturne.render.Melodies.note;
import static io.nocturne.render.Melodies.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import io.nocturne.music.Division;
import io.nocturne.music.Note;
import io.nocturne.music.Piece;
import io.nocturne.music.Tempo;
import io.nocturne.music.Track;
import io.nocturne.render.PianoRoll.PianoRollSpec;
import io.nocturne.render.PianoRoll.PianoRollSpec.PitchRange;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PianoRollTest {
  // The plot is 56 pixels from the left and 10 from the top, 1000 wide and 240 high: two octaves
  // are 10 pixels a key, and 10 quarters are 100 pixels each.
  private static final PianoRollSpec SPEC =
      new PianoRollSpec(
          1070, 290, TimeAxis.QUARTERS, PitchRange.MIDDLE, PianoRollSpec.DEFAULT.title());

  private static final Note LAST = note(9, 1, 48, 1);

  private static BufferedImage png(Piece piece, PianoRollSpec spec) {
    try {
      return ImageIO.read(new ByteArrayInputStream(PianoRoll.of(piece, spec).png()));
    } catch (IOException e) {
      throw new AssertionError("the JDK cannot read the PNG file", e);
    }
  }

  private static int color(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  private static String svg(Piece piece, PianoRollSpec spec) {
    return new String(PianoRoll.of(piece, spec).svg(), StandardCharsets.UTF_8);
  }

  @Test
  void pngHasTheSizeAskedFor() {
    BufferedImage image = png(piece(LAST), SPEC.sized(300, 250));
    assertThat(image.getWidth()).isEqualTo(300);
    assertThat(image.getHeight()).isEqualTo(250);
  }

  @Test
  void aNoteColoursItsRowFromOnsetToEnd() {
    BufferedImage image = png(piece(note(2, 3, 60, 64), LAST), SPEC);
    int row = 10 + (71 - 60) * 10 + 5;
    int blue = VelocityColor.of(64);
    assertThat(color(image, 56 + 201, row)).isEqualTo(blue);
    assertThat(color(image, 56 + 497, row)).isEqualTo(blue);
    assertThat(color(image, 56 + 190, row)).isEqualTo(0xffffff);
    assertThat(color(image, 56 + 510, row)).isEqualTo(0xffffff);
    assertThat(color(image, 56 + 350, row - 10)).isNotEqualTo(blue);
    assertThat(color(image, 56 + 350, row + 10)).isNotEqualTo(blue);
  }

  @Test
  void aNoteStruckAgainIsSeenToBe() {
    BufferedImage image = png(piece(note(2, 1, 60, 64), note(3, 1, 60, 64), LAST), SPEC);
    assertThat(color(image, 56 + 299, 10 + 115)).isEqualTo(0xffffff);
  }

  @Test
  void theShortestNoteIsSeen() {
    BufferedImage image = png(piece(note(2, 0, 60, 64), LAST), SPEC);
    assertThat(color(image, 56 + 200, 10 + 115)).isEqualTo(VelocityColor.of(64));
  }

  @Test
  void louderNotesAreDarker() {
    int previous = 3 * 256;
    for (int velocity = 1; velocity <= 127; velocity++) {
      int rgb = VelocityColor.of(velocity);
      int brightness = (rgb >> 16) + (rgb >> 8 & 0xff) + (rgb & 0xff);
      assertThat(brightness).as("velocity %d", velocity).isLessThan(previous);
      previous = brightness;
    }
  }

  @Test
  void secondsFollowTheTempo() {
    // The first quarter takes 9 seconds, the second takes 1.
    Piece piece =
        new Piece(
            "",
            new Division.Metrical(480),
            List.of(Track.of("", List.of(note(0, 1, 60, 64), note(1, 1, 62, 64)))),
            List.of(new Tempo(0, 9_000_000), new Tempo(480, 1_000_000)),
            List.of(),
            List.of());
    BufferedImage image = png(piece, SPEC.with(TimeAxis.SECONDS));
    assertThat(color(image, 56 + 850, 10 + 115)).isEqualTo(VelocityColor.of(64));
    assertThat(color(image, 56 + 950, 10 + 95)).isEqualTo(VelocityColor.of(64));
  }

  @Test
  void namesTheOctavesAndTheTimes() {
    assertThat(svg(piece(note(0, 1, 60, 64), LAST), SPEC))
        .contains(">C3</text>", ">C4</text>", ">0</text>", ">10</text>", ">quarter notes</text>")
        .doesNotContain(">C5</text>");
  }

  @Test
  void showsMoreOctavesWhereThePieceGoesBeyond() {
    assertThat(svg(piece(note(0, 1, 90, 64)), SPEC)).contains(">C5</text>", ">C6</text>");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 127})
  void showsTheOutermostKeys(int pitch) {
    BufferedImage image = png(piece(note(0, 1, pitch, 64)), SPEC);
    int row = pitch == 0 ? 249 : 10;
    assertThat(color(image, 556, row)).isEqualTo(VelocityColor.of(64));
  }

  @Test
  void svgHasARectangleForEachNote() {
    String two = svg(piece(note(0, 1, 60, 99), note(1, 1, 61, 99)), SPEC);
    // The legend does without this velocity, so that the color parts the text at each note.
    assertThat(two.split("#%06x".formatted(VelocityColor.of(99)), -1)).hasSize(1 + 2);
  }

  @Test
  void svgSaysWhatThereIsToSee() {
    assertThat(svg(piece(LAST), SPEC.titled("Etude <1>")))
        .contains("<title id=\"title\">Etude &lt;1&gt;</title>")
        .contains("melody, 1 note in 10.0 quarter notes");
  }

  @Test
  void aTitleThatIsTooLongIsCutOff() {
    assertThat(svg(piece(LAST), SPEC.titled("x".repeat(1000)))).contains("xx\u2026</text>");
  }

  @Test
  void aPieceWithoutNotesIsAnEmptyRoll() {
    BufferedImage image = png(piece(), SPEC);
    assertThat(color(image, 500, 10 + 5)).isEqualTo(0xffffff);
  }

  @Test
  void equalPiecesGiveEqualFiles() {
    PianoRoll one = PianoRoll.of(piece(note(0, 1, 60, 64)), SPEC.titled("a"));
    PianoRoll other = PianoRoll.of(piece(note(0, 1, 60, 64)), SPEC.titled("a"));
    assertThat(one.png()).isEqualTo(other.png());
    assertThat(one.svg()).isEqualTo(other.svg());
  }

  @Test
  void quartersOfFramesAreRefused() {
    Piece piece =
        new Piece(
            "film.mid",
            new Division.Smpte(25, 40),
            List.of(Track.of("", List.of(LAST))),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> PianoRoll.of(piece, SPEC))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "film.mid: counts SMPTE frames, which are not parts of a quarter; draw it in seconds");
  }

  @Test
  void aPictureTooSmallToReadIsRefused() {
    assertThatThrownBy(() -> SPEC.sized(239, 480))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be 240 to 16384 pixels, was 239");
  }

  @Test
  void keysThatNoMidiHasAreRefused() {
    assertThatThrownBy(() -> new PitchRange(60, 128))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pitches must be 0 to 127 and low at most high, were 60 to 128");
  }
}
