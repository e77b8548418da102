package io.nocturne.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this machine's processor multiplies bfloat16 numbers itself. */
final class Bfloat16Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Pattern FLAGS = Pattern.compile("(?m)^(?:flags|Features)\\s*:(.*)$");
  // Of Intel's and AMD's, of Intel's with tiles, of ARM's.
  private static final List<String> ANY_OF = List.of("avx512_bf16", "amx_bf16", "bf16");

  private Bfloat16Processor() {}

  /** As Linux tells; other systems do not, and then it counts as no. */
  static boolean isHere() {
    try {
      return Files.isReadable(LINUX) && multiplies(Files.readString(LINUX));
    } catch (IOException e) {
      return false; // It does not tell.
    }
  }

  /** Whether a processor that Linux describes so does. */
  static boolean multiplies(String description) {
    Matcher flags = FLAGS.matcher(description);
    return flags.find()
        && Arrays.stream(flags.group(1).trim().split("\\s+")).anyMatch(ANY_OF::contains);
  }
}
