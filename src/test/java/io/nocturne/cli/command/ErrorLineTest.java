package io.nocturne.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nocturne.base.UserException;
import io.nocturne.base.UserIOException;
import io.nocturne.cli.command.Command.Exit;
import io.nocturne.cli.settings.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorLineTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new NoSuchFileException("a.mid"), "a.mid: no such file or folder; check the path"),
        Arguments.of(
            new AccessDeniedException("/x"),
            "/x: permission denied; check who owns it, or choose another place"),
        Arguments.of(
            new FileAlreadyExistsException("x"),
            "x: exists already; remove it or choose another name"),
        Arguments.of(
            new DirectoryNotEmptyException("x"),
            "x: the folder is not empty; empty it or choose another"),
        Arguments.of(new NotDirectoryException("x"), "x: not a folder"),
        Arguments.of(
            new FileSystemException("x", null, "No space left on device"),
            "x: the disk is full; make room there or choose another place"),
        Arguments.of(
            new FileSystemException("x.tmp", "x", "Read-only file system"),
            "x.tmp -> x: the file system is read-only; choose another place"),
        Arguments.of(new FileSystemException("x", null, "Text file busy"), "x: Text file busy"),
        Arguments.of(new FileSystemException("x", null, null), "x: cannot be read or written"),
        Arguments.of(
            new FileSystemLoopException("x"),
            "x: the link leads back to a folder above it; remove the link"),
        Arguments.of(
            new FileNotFoundException("x (Is a directory)"), "x: is a folder; name a file"),
        Arguments.of(
            new FileNotFoundException("x (1) (Permission denied)"),
            "x (1): permission denied; check who owns it, or choose another place"),
        Arguments.of(
            new MalformedInputException(1),
            "input or output failed: is not text in UTF-8; save it as UTF-8"),
        Arguments.of(
            new IOException("No space left on device"),
            "input or output failed: the disk is full; make room there or choose another place"),
        Arguments.of(new UserIOException("midi: no MIDI file in it"), "midi: no MIDI file in it"),
        Arguments.of(new UserException("a.mid: no notes"), "a.mid: no notes"),
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            "out of memory (Java heap space): give Java more, for example JAVA_OPTS=-Xmx8g, or"
                + " reduce the sizes in the command"),
        Arguments.of(
            new OutOfMemoryError(),
            "out of memory: give Java more, for example JAVA_OPTS=-Xmx8g, or reduce the sizes in"
                + " the command"),
        Arguments.of(
            new OutOfMemoryError("unable to create native thread"),
            "out of threads (unable to create native thread): raise the limit (ulimit -u), or end"
                + " other programs"),
        Arguments.of(
            new StackOverflowError(),
            "stack overflow, for example from a file that is nested too deeply: give Java a larger"
                + " stack, for example JAVA_OPTS=-Xss64m"),
        Arguments.of(
            new NullPointerException("x"),
            "internal error: java.lang.NullPointerException: x; run again with --verbose for the"
                + " stack trace"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysInOneLineWhatFailed(Throwable failure, String text) {
    assertThat(ErrorLine.of(failure)).isEqualTo(new ErrorLine(text, Exit.FAILED));
  }

  @Test
  void looksIntoWrappers() {
    Throwable wrapped =
        new CompletionException(
            new ExecutionException(new UncheckedIOException(new NotDirectoryException("x"))));
    assertThat(ErrorLine.of(wrapped).text()).isEqualTo("x: not a folder");
  }

  @Test
  void distinguishesWrongUsageFromFailedWork() {
    assertThat(ErrorLine.of(new UsageException("--units 0: must be 1 to 9")))
        .isEqualTo(new ErrorLine("--units 0: must be 1 to 9", Exit.USAGE));
  }

  @Test
  void distinguishesAnInterruptionFromAFailure() {
    assertThat(ErrorLine.of(new InterruptedException()).exit()).isEqualTo(Exit.INTERRUPTED);
    assertThat(ErrorLine.of(new InterruptedIOException()).exit()).isEqualTo(Exit.INTERRUPTED);
    assertThat(ErrorLine.of(new UncheckedIOException(new ClosedByInterruptException())).exit())
        .isEqualTo(Exit.INTERRUPTED);
    assertThat(ErrorLine.of(new SocketTimeoutException()).exit()).isEqualTo(Exit.FAILED);
  }
}
