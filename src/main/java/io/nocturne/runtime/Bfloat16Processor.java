package io.nocturne.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether this machine's processor has instructions for bfloat16 products. */
final class Bfloat16Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Pattern FLAGS = Pattern.compile("(?m)^(?:flags|Features)\\s*:(.*)$");
  // The flags of Intel and AMD, of Intel with tiles, and of ARM.
  private static final List<String> ANY_OF = List.of("avx512_bf16", "amx_bf16", "bf16");

  private Bfloat16Processor() {}

  /** Returns whether Linux says so; on other systems false, because they do not say. */
  static boolean isHere() {
    try {
      return Files.isReadable(LINUX) && multiplies(Files.readString(LINUX));
    } catch (IOException e) {
      return false; // The file cannot be read after all.
    }
  }

  /** Returns whether a processor with this description by Linux has such instructions. */
  static boolean multiplies(String description) {
    Matcher flags = FLAGS.matcher(description);
    return flags.find()
        && Arrays.stream(flags.group(1).trim().split("\\s+")).anyMatch(ANY_OF::contains);
  }
}
