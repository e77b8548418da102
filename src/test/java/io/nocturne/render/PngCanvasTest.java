package io.nocturne.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.render.Canvas.Anchor;
import io.nocturne.render.Canvas.Box;
import io.nocturne.render.Canvas.TextStyle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PngCanvasTest {

  private static BufferedImage image(PngCanvas canvas) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(canvas.toBytes()));
  }

  private static int red(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >> 16 & 0xff;
  }

  /** Columns from the first to the last that has anything in it. */
  private static int[] inked(BufferedImage image) {
    int first = image.getWidth();
    int last = -1;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        if (red(image, x, y) > 0) {
          first = Math.min(first, x);
          last = x;
        }
      }
    }
    return new int[] {first, last};
  }

  @Test
  void everyPixelIsAsAnotherReaderSeesIt() throws IOException {
    Random random = new Random(5);
    int[] rgb = random.ints(37 * 23, 0, 0x1000000).toArray();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngFile.of(37, 23, rgb)));
    int[] read = image.getRGB(0, 0, 37, 23, null, 0, 37);
    assertThat(read).containsExactly(Arrays.stream(rgb).map(c -> c | 0xff000000).toArray());
  }

  @Test
  void aPixelThatIsCoveredInPartTakesPartOfTheColour() throws IOException {
    PngCanvas canvas = new PngCanvas(4, 4);
    canvas.fill(new Box(0.5, 1.25, 2, 1.75), 0xff0000);
    BufferedImage image = image(canvas);
    assertThat(red(image, 1, 2)).isEqualTo(255);
    assertThat(red(image, 0, 2)).isEqualTo(128);
    assertThat(red(image, 1, 1)).isEqualTo(191);
    assertThat(red(image, 3, 2)).isZero();
    assertThat(red(image, 1, 3)).isZero();
  }

  @Test
  void whatLiesOutsideIsLeftOut() throws IOException {
    PngCanvas canvas = new PngCanvas(4, 4);
    canvas.fill(new Box(-10, -10, 100, 12), 0xff0000);
    canvas.write("outside", -20, 3, new TextStyle(12, Anchor.START, 0xff0000));
    assertThat(red(image(canvas), 3, 1)).isEqualTo(255);
  }

  @ParameterizedTest
  @EnumSource(Anchor.class)
  void aTextIsPutByItsAnchor(Anchor anchor) throws IOException {
    PngCanvas canvas = new PngCanvas(200, 30);
    canvas.write("HHHH", 100, 20, new TextStyle(12, anchor, 0xff0000));
    int[] inked = inked(image(canvas));
    int width = BitmapFont.width("HHHH");
    int start =
        switch (anchor) {
          case START -> 100;
          case MIDDLE -> 100 - width / 2;
          case END -> 100 - width;
        };
    assertThat(inked[0]).isBetween(start, start + 2);
    assertThat(inked[1]).isBetween(start + width - 3, start + width - 1);
  }

  @Test
  void aLetterStandsOnItsBaseline() throws IOException {
    PngCanvas canvas = new PngCanvas(40, 40);
    canvas.write("H", 10, 30, new TextStyle(12, Anchor.START, 0xff0000));
    BufferedImage image = image(canvas);
    assertThat(red(image, 11, 29)).isGreaterThan(128);
    assertThat(inked(image.getSubimage(0, 30, 40, 10))[1]).isEqualTo(-1);
  }

  @Test
  void aLetterThatIsMissingIsABox() {
    assertThat(BitmapFont.of("\u4e00")).isEqualTo(BitmapFont.of("\ufffd"));
    assertThat(BitmapFont.of("\u00e9")).isNotEqualTo(BitmapFont.of("\ufffd"));
  }
}
