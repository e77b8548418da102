package io.nocturne.io.tfrecord;

import java.util.zip.CRC32C;

/**
 * The checksum of TFRecord: CRC-32C, rotated and offset so that it can be stored in what it sums.
 */
final class MaskedCrc {
  private static final int MASK_DELTA = 0xa282ead8;

  private MaskedCrc() {}

  static int of(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
