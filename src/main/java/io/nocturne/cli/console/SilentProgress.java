package io.nocturne.cli.console;

import io.nocturne.cli.console.Console.ProgressDisplay;

/** Progress that is not shown. */
final class SilentProgress implements ProgressDisplay {

  @Override
  public void update(long done, String detail) {}

  @Override
  public void close() {}
}
