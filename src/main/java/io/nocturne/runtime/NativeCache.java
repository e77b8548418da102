package io.nocturne.runtime;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folder that JavaCPP unpacks native libraries into.
 *
 * <p>JavaCPP 1.5 assumes that the user has a home. For a user without an entry in the list of
 * users, as in containers and services, Java 17 gives the home {@code ?}, a folder of that name in
 * the current folder, and ignores {@code HOME}. And JavaCPP skips a folder that cannot be written,
 * even if the user has named it.
 */
final class NativeCache {
  /** JavaCPP's property; it also knows the older {@code cacheDir}. */
  static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  /** Advice for users; the launcher reads {@code JAVA_OPTS}. */
  static final String CHOOSE = "name another folder with JAVA_OPTS=-D" + PROPERTY + "=FOLDER";

  private static final String OLDER_PROPERTY = "org.bytedeco.javacpp.cacheDir";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      PosixFilePermissions.fromString("----w--w-");

  private final Properties properties;
  private final Map<String, String> environment;

  NativeCache(Properties properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * Chooses the folder for this process and sets JavaCPP's property.
   *
   * @throws UserException if there is none
   */
  static synchronized Path choose() {
    Path folder = new NativeCache(System.getProperties(), System.getenv()).folder();
    System.setProperty(PROPERTY, folder.toString());
    return folder;
  }

  /**
   * Returns the folder, which is made if necessary: the one that JavaCPP's property names, else the
   * first that can be written of {@code .javacpp/cache} in Java's home of the user, which is
   * JavaCPP's own choice, {@code javacpp} in {@code XDG_CACHE_HOME}, {@code .javacpp/cache} in
   * {@code HOME}, and one of the user's own among the temporary files.
   */
  Path folder() {
    Optional<Path> named = property(PROPERTY).or(() -> property(OLDER_PROPERTY)).map(Path::of);
    if (named.isPresent()) {
      return made(named.get())
          .orElseThrow(
              () ->
                  cannot(
                      named.get(), "-D" + PROPERTY + " names this one, which cannot be written"));
    }
    Path temporary = Path.of(properties.getProperty("java.io.tmpdir"));
    return Stream.<Supplier<Optional<Path>>>of(
            () -> absolute(properties.getProperty("user.home"), ".javacpp/cache"),
            () -> absolute(environment.get("XDG_CACHE_HOME"), "javacpp"),
            () -> absolute(environment.get("HOME"), ".javacpp/cache"))
        .flatMap(candidate -> candidate.get().flatMap(NativeCache::made).stream())
        .findFirst()
        .or(() -> own(temporary))
        .orElseThrow(() -> cannot(temporary, "neither HOME nor this one can be written"));
  }

  private static UserException cannot(Path folder, String why) {
    return new UserException(
        "%s: TensorFlow's native library, 680 MB, must be unpacked to a folder, but %s; %s"
            .formatted(folder, why, CHOOSE));
  }

  private Optional<String> property(String name) {
    return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isEmpty());
  }

  /** Returns a folder within one that a setting names, if that is absolute. */
  private static Optional<Path> absolute(String parent, String name) {
    try {
      return Optional.ofNullable(parent)
          .map(Path::of)
          .filter(Path::isAbsolute)
          .map(path -> path.resolve(name));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> made(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Files.isWritable(folder) && Files.isExecutable(folder)
        ? Optional.of(folder)
        : Optional.empty();
  }

  /**
   * Returns a folder among the temporary files that only this user can write: code that is loaded
   * from it runs with the user's rights, and others can make a folder of any name there.
   */
  private static Optional<Path> own(Path temporary) {
    try {
      Path probe = Files.createTempFile(temporary, "nocturne-", null);
      UserPrincipal user = Files.getOwner(probe);
      Files.delete(probe);
      Path folder =
          temporary.resolve(".javacpp-" + user.getName().replaceAll("[^A-Za-z0-9._-]", "_"));
      if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
        create(folder);
      }
      return isOnlyOf(user, folder) ? made(folder.resolve("cache")) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void create(Path folder) throws IOException {
    if (hasPermissions(folder)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static boolean isOnlyOf(UserPrincipal user, Path folder) throws IOException {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder).equals(user)
        && (!hasPermissions(folder)
            || Collections.disjoint(Files.getPosixFilePermissions(folder), OTHERS_WRITE));
  }

  private static boolean hasPermissions(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
