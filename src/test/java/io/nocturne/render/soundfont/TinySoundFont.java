package io.nocturne.render.soundfont;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A SoundFont of one instrument, a sine, byte by byte as "SoundFont Technical Specification 2.01"
 * (Creative Technology, 1998) has it.
 */
public final class TinySoundFont {
  private static final int PERIOD = 100;
  private static final int PERIODS = 20;
  private static final int LENGTH = PERIOD * PERIODS;

  /** Frames after a sample that the format asks for. */
  private static final int GUARD = 46;

  /** At this rate a period of 100 frames is A4, 440 Hz. */
  private static final int RATE = 44_000;

  private static final int A4 = 69;

  private static final int SAMPLE_MODES = 54;
  private static final int SAMPLE_ID = 53;
  private static final int INSTRUMENT = 41;
  private static final int LOOP = 1;

  private TinySoundFont() {}

  /** The file, with its instrument as a program of bank 0. */
  public static byte[] bytes(int program) {
    byte[] info =
        list(
            "INFO",
            chunk("ifil", shorts(2, 1)),
            chunk("isng", text("EMU8000", 8)),
            chunk("INAM", text("Tiny", 6)));
    byte[] data = list("sdta", chunk("smpl", samples()));
    byte[] presets =
        list(
            "pdta",
            chunk("phdr", join(preset("Sine", program, 0), preset("EOP", 0, 1))),
            chunk("pbag", shorts(0, 0, 1, 0)),
            chunk("pmod", new byte[10]),
            chunk("pgen", shorts(INSTRUMENT, 0, 0, 0)),
            chunk("inst", join(instrument("Sine", 0), instrument("EOI", 1))),
            chunk("ibag", shorts(0, 0, 2, 0)),
            chunk("imod", new byte[10]),
            chunk("igen", shorts(SAMPLE_MODES, LOOP, SAMPLE_ID, 0, 0, 0)),
            chunk("shdr", join(sample("Sine"), join(text("EOS", 20), new byte[26]))));
    byte[] content = join(text("sfbk", 4), info, data, presets);
    return chunk("RIFF", content);
  }

  private static byte[] samples() {
    int[] samples = new int[LENGTH + GUARD];
    for (int i = 0; i < LENGTH; i++) {
      samples[i] = (int) Math.round(20_000 * Math.sin(2 * Math.PI * i / PERIOD));
    }
    return shorts(samples);
  }

  private static byte[] preset(String name, int program, int firstBag) {
    return join(text(name, 20), shorts(program, 0, firstBag), new byte[12]);
  }

  private static byte[] instrument(String name, int firstBag) {
    return join(text(name, 20), shorts(firstBag));
  }

  private static byte[] sample(String name) {
    byte[] places = ints(0, LENGTH, PERIOD, LENGTH - PERIOD, RATE);
    byte[] pitch = {(byte) A4, 0};
    return join(text(name, 20), places, pitch, shorts(0, 1));
  }

  private static byte[] list(String type, byte[]... chunks) {
    return chunk("LIST", join(text(type, 4), join(chunks)));
  }

  private static byte[] chunk(String name, byte[] content) {
    return join(text(name, 4), ints(content.length), content);
  }

  private static byte[] text(String text, int length) {
    return ByteBuffer.allocate(length).put(text.getBytes(StandardCharsets.US_ASCII)).array();
  }

  private static byte[] shorts(int... values) {
    byte[] bytes = new byte[2 * values.length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return bytes;
  }

  private static byte[] ints(int... values) {
    byte[] bytes = new byte[4 * values.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values);
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
