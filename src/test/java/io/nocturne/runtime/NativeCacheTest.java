package io.nocturne.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nocturne.base.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCacheTest {
  private static final String CHOOSE =
      "; name another folder with JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER";

  @TempDir Path folder;
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void beAUserOfNoName() throws IOException {
    properties.setProperty("user.home", "?");
    properties.setProperty("user.name", "?");
    properties.setProperty(
        "java.io.tmpdir", Files.createDirectory(folder.resolve("tmp")).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.bytedeco.javacpp.cachedir", "org.bytedeco.javacpp.cacheDir"})
  void isTheOneThatJavaCppsPropertyNames(String property) {
    properties.setProperty(property, folder.resolve("named").toString());
    environment.put("HOME", folder.toString());

    assertThat(chosen()).isEqualTo(folder.resolve("named")).isDirectory();
  }

  @Test
  void isOnlyTheOneThatIsNamed() throws IOException {
    Path named = Files.createFile(folder.resolve("file")).resolve("named");
    properties.setProperty("org.bytedeco.javacpp.cachedir", named.toString());
    environment.put("HOME", folder.toString());

    assertThatThrownBy(this::chosen)
        .isInstanceOf(UserException.class)
        .hasMessage(
            named
                + ": TensorFlow's native library, 680 MB, must be unpacked to a folder, but"
                + " -Dorg.bytedeco.javacpp.cachedir names this one, which cannot be written"
                + CHOOSE);
  }

  @Test
  void isInJavasHomeOfTheUserFirst() {
    properties.setProperty("user.home", folder.resolve("home").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("HOME", folder.resolve("other").toString());

    assertThat(chosen()).isEqualTo(folder.resolve("home/.javacpp/cache")).isDirectory();
  }

  @Test
  void isInTheCacheOfAUserWithoutAHome() {
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("HOME", folder.resolve("other").toString());

    assertThat(chosen()).isEqualTo(folder.resolve("cache/javacpp")).isDirectory();
  }

  @Test
  void isInTheHomeOfTheEnvironmentWithoutAnother() {
    environment.put("HOME", folder.resolve("other").toString());

    assertThat(chosen()).isEqualTo(folder.resolve("other/.javacpp/cache")).isDirectory();
  }

  @Test
  void skipsAHomeThatCannotBeWritten() throws IOException {
    properties.setProperty("user.home", Files.createFile(folder.resolve("file")).toString());
    environment.put("HOME", folder.resolve("other").toString());

    assertThat(chosen()).isEqualTo(folder.resolve("other/.javacpp/cache"));
  }

  @Test
  void isNeverInAFolderRelativeToWhereTheProgramIsStarted() {
    environment.put("XDG_CACHE_HOME", "cache");
    environment.put("HOME", "home");

    assertThat(chosen()).startsWith(folder.resolve("tmp"));
    assertThat(Path.of("?")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isTheUsersAloneAmongTheTemporaryFiles() throws IOException {
    Path chosen = chosen();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chosen.getParent())))
        .isEqualTo("rwx------");
    assertThat(chosen()).isEqualTo(chosen);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void isNotAmongTheTemporaryFilesWhereOthersCanWriteIt() throws IOException {
    Files.setPosixFilePermissions(
        chosen().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(this::chosen)
        .isInstanceOf(UserException.class)
        .hasMessage(
            folder.resolve("tmp")
                + ": TensorFlow's native library, 680 MB, must be unpacked to a folder, but neither"
                + " HOME nor this one can be written"
                + CHOOSE);
  }

  @Test
  void saysHowMuchRoomItNeeds() {
    assertThat(
            NativeLibrary.failure(
                folder, 652_000_000, 20_971_520, new UnsatisfiedLinkError("no jnitensorflow")))
        .hasMessage(
            folder
                + ": no room for TensorFlow's native library, which is unpacked there: it needs 652"
                + " MB more, and 20 MB are free; make room, or name another folder with"
                + " JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
  }

  @Test
  void saysWhatTheSystemSaysOfALibraryThatIsThere() {
    UnsatisfiedLinkError error = new UnsatisfiedLinkError("no jnitensorflow");
    error.initCause(new UnsatisfiedLinkError("libstdc++.so.6: cannot open shared object file"));

    assertThat(NativeLibrary.failure(folder, 0, 20_971_520, error))
        .hasMessage(
            folder
                + ": TensorFlow's native library, which is unpacked there, cannot be loaded"
                + " (libstdc++.so.6: cannot open shared object file); delete that folder to have it"
                + " unpacked again, or name another folder with"
                + " JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER");
  }

  private Path chosen() {
    return new NativeCache(properties, environment).folder();
  }
}
