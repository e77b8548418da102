package io.nocturne.runtime;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.TensorFlow;

/**
 * TensorFlow's native library. JavaCPP unpacks it into its {@link NativeCache} on the first use of
 * TensorFlow in a program, if it is not there yet.
 */
public final class NativeLibrary {
  private static final String FOLDER = "org/tensorflow/internal/c_api/";
  private static final long MEGABYTE = 1_000_000;

  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads the library, which takes a second, or minutes if it has to be unpacked; later calls do
   * nothing. Every use of TensorFlow needs this call first: otherwise JavaCPP chooses the folder,
   * and its error does not name it.
   *
   * @throws UserException if it cannot be unpacked or loaded, naming the folder
   */
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    Path cache = NativeCache.choose();
    try {
      TensorFlow.version();
      loaded = true;
    } catch (LinkageError e) {
      throw failure(cache, e);
    }
  }

  /**
   * Returns the version of TensorFlow.
   *
   * @throws UserException as {@link #load()}
   */
  public static String version() {
    load();
    return TensorFlow.version();
  }

  private static UserException failure(Path cache, LinkageError e) {
    try {
      long missing = bytes() - unpacked(cache);
      return failure(cache, missing, Files.getFileStore(cache).getUsableSpace(), e);
    } catch (IOException | RuntimeException unknown) {
      e.addSuppressed(unknown);
      return failure(cache, 0, 0, e);
    }
  }

  /** Explains a failure by the free space: JavaCPP does not say why it could not unpack a file. */
  static UserException failure(Path cache, long missing, long free, LinkageError e) {
    if (free < missing) {
      return new UserException(
          "%s: no room for TensorFlow's native library, which is unpacked there: it needs %d MB more, and %d MB are free; make room, or %s"
              .formatted(
                  cache, (missing + MEGABYTE - 1) / MEGABYTE, free / MEGABYTE, NativeCache.CHOOSE),
          e);
    }
    return new UserException(
        "%s: TensorFlow's native library, which is unpacked there, cannot be loaded (%s); delete that folder to have it unpacked again, or %s"
            .formatted(cache, reason(e), NativeCache.CHOOSE),
        e);
  }

  private static String reason(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage();
  }

  /** Returns the size of the unpacked library. */
  private static long bytes() throws IOException {
    String folder = FOLDER + Loader.getPlatform() + "/";
    URL inside =
        TensorFlow.class
            .getClassLoader()
            .getResource(folder + System.mapLibraryName("jnitensorflow"));
    if (inside == null || !(inside.openConnection() instanceof JarURLConnection connection)) {
      return 0;
    }
    return connection.getJarFile().stream()
        .filter(entry -> entry.getName().startsWith(folder))
        .mapToLong(ZipEntry::getSize)
        .sum();
  }

  /** Returns the size of the part that is unpacked already. */
  private static long unpacked(Path cache) throws IOException {
    try (var files = Files.walk(cache)) {
      return files
          .filter(file -> file.toString().replace('\\', '/').contains(FOLDER))
          .filter(Files::isRegularFile)
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
