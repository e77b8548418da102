package io.nocturne.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.exceptions.TFPermissionDeniedException;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/** Explains TensorFlow's errors about memory and disk in a sentence for the user. */
public final class TensorFlowProblem {
  /** The form of messages of TensorFlow's file system on Linux and macOS: {@code FILE; REASON}. */
  private static final Pattern OF_FILE = Pattern.compile("(?s)(?:.*: )?(\\S[^;\n]*); ([A-Z].*)");

  private TensorFlowProblem() {}

  /** Returns a sentence for the user if memory or disk are full or a file must not be written. */
  public static Optional<String> sentence(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (failure instanceof TFResourceExhaustedException) {
      return Optional.of(
          message.contains("No space left on device")
              ? file(message) + "the disk is full; make room there or choose another place"
              : "TensorFlow is out of memory (%s): lower the batch size, units or window, or end other programs"
                  .formatted(message));
    }
    if (failure instanceof TFPermissionDeniedException) {
      return Optional.of(
          file(message) + "permission denied; check who owns the folder, or choose another place");
    }
    return Optional.empty();
  }

  private static String file(String message) {
    Matcher matcher = OF_FILE.matcher(message);
    return (matcher.matches() ? matcher.group(1) : message) + ": ";
  }
}
