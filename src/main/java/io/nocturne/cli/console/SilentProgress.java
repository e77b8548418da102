package io.nocturne.cli.console;

/** Progress that is not shown. */
final class SilentProgress implements ProgressDisplay {

  @Override
  public void update(long done, String detail) {}

  @Override
  public void close() {}
}
