package io.nocturne.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Makes the resource {@code letters.txt} again: {@code LettersFromFont HEAD OUT}, where HEAD is the
 * comment that the file begins with. Needs the font DejaVu Sans on the machine.
 */
final class LettersFromFont {
  private static final Font FONT = new Font("DejaVu Sans", Font.PLAIN, 12);

  private LettersFromFont() {}

  public static void main(String[] args) throws IOException {
    StringBuilder out = new StringBuilder(Files.readString(Path.of(args[0])));
    IntStream ascii = IntStream.rangeClosed(0x20, 0x7e);
    IntStream latin1 = IntStream.rangeClosed(0xa0, 0xff).filter(c -> c != 0xad);
    IntStream others = IntStream.of(0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026);
    IntStream.concat(IntStream.concat(ascii, latin1), others).forEach(c -> append(out, c, c));
    append(out, 0xfffd, 0x25a1);
    Files.writeString(Path.of(args[1]), out, StandardCharsets.US_ASCII);
  }

  private static void append(StringBuilder out, int name, int drawn) {
    if (!FONT.canDisplay(drawn) || !FONT.getFamily().equals("DejaVu Sans")) {
      throw new IllegalStateException("DejaVu Sans is not on this machine");
    }
    BufferedImage image = new BufferedImage(40, BitmapFont.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(FONT);
    graphics.setColor(Color.WHITE);
    String text = Character.toString(drawn);
    int advance = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, 0, BitmapFont.ASCENT);
    graphics.dispose();
    out.append(Integer.toHexString(name)).append('\n');
    for (int y = 0; y < BitmapFont.HEIGHT; y++) {
      for (int x = 0; x < advance; x++) {
        int level = Math.round(image.getRaster().getSample(x, y, 0) / 17f);
        out.append(level == 0 ? "." : Integer.toHexString(level));
      }
      out.append('\n');
    }
  }
}
