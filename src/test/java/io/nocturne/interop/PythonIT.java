package io.nocturne.interop;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The suite of {@code src/test/python}: what nocturne writes, in the hands of TensorFlow, Keras,
 * TensorBoard and the converters. Each of its tests is one here.
 *
 * <p>Without a suitable Python it is skipped, unless the environment has {@code
 * NOCTURNE_INTEROP=required}: then that fails, as does any test of the suite that is skipped.
 */
@DisabledOnOs(OS.WINDOWS)
class PythonIT {
  private static final Path FOLDER = Path.of("src", "test", "python").toAbsolutePath();

  @TestFactory
  Stream<DynamicNode> pythonTakesWhatNocturneWrites() throws Exception {
    Optional<Python> python = Python.find();
    if (python.isEmpty()) {
      skip("no Python 3.11 or 3.12 with venv on the PATH; name one with -Dnocturne.python=PROGRAM");
    }
    Path target = Path.of("target").toAbsolutePath();
    Path report = target.resolve("pytest.xml");
    venv(python.orElseThrow(), target.resolve("python")).pytest(FOLDER, report);
    return PytestReport.read(report).stream()
        .map(test -> DynamicTest.dynamicTest(test.name(), () -> judge(test)));
  }

  private static Python venv(Python python, Path folder) throws Exception {
    try {
      return python.venv(folder, FOLDER);
    } catch (IOException e) { // No network, say.
      skip(e.getMessage());
      throw e;
    }
  }

  private static void judge(PytestReport.Case test) {
    switch (test.outcome()) {
      case PASSED -> {}
      case SKIPPED -> skip(test.message());
      case FAILED -> fail(test.message());
    }
  }

  private static void skip(String reason) {
    if ("required".equals(System.getenv("NOCTURNE_INTEROP"))) {
      fail(reason);
    }
    abort(reason);
  }
}
