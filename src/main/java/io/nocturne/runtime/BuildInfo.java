package io.nocturne.runtime;

/** The build of this program. */
public final class BuildInfo {
  private BuildInfo() {}

  /** Returns the version of this program, or {@code development} outside its jar. */
  public static String version() {
    String version = BuildInfo.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
