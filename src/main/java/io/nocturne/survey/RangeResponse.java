package io.nocturne.survey;

import io.nocturne.io.http.PageServer.HttpReply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response with a sound or a part of it: some browsers play only what supports ranges. */
final class RangeResponse {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,12})-(\\d{0,12})");

  private RangeResponse() {}

  /**
   * Returns the reply to a request (RFC 9110, section 14).
   *
   * @param range the header Range; empty if there is none. Several ranges get the whole file.
   */
  static HttpReply reply(Path file, String range) throws IOException {
    long size = Files.size(file);
    Matcher asked = RANGE.matcher(range);
    if (!asked.matches() || range.equals("bytes=-")) {
      return new HttpReply(
          200, Map.of("Content-Type", "audio/wav", "Accept-Ranges", "bytes"), part(file, 0, size));
    }
    long first = asked.group(1).isEmpty() ? -1 : Long.parseLong(asked.group(1));
    long last = asked.group(2).isEmpty() ? size - 1 : Long.parseLong(asked.group(2));
    if (first < 0) { // The number of last bytes.
      first = Math.max(0, size - last);
      last = size - 1;
    }
    last = Math.min(last, size - 1);
    if (first > last) {
      return new HttpReply(416, Map.of("Content-Range", "bytes */" + size), new byte[0]);
    }
    return new HttpReply(
        206,
        Map.of(
            "Content-Type",
            "audio/wav",
            "Accept-Ranges",
            "bytes",
            "Content-Range",
            "bytes %d-%d/%d".formatted(first, last, size)),
        part(file, first, last - first + 1));
  }

  private static byte[] part(Path file, long from, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(from);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    }
    return bytes.array();
  }
}
