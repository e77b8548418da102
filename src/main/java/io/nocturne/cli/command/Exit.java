package io.nocturne.cli.command;

/** The outcome of a command, with its exit code. */
public enum Exit {
  /** The command succeeded. */
  DONE(0),
  /** The command failed; standard error has the reason. */
  FAILED(1),
  /** The command line was invalid; nothing was done. */
  USAGE(2),
  /** The user stopped the command: 128 + SIGINT, as in shells. */
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
