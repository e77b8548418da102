package io.nocturne.cli.console;

/** Progress that nobody wants to see. */
final class SilentProgress implements ProgressDisplay {

  @Override
  public void update(long done, String detail) {}

  @Override
  public void close() {}
}
