package io.nocturne.cli.command;

/** How a command ended, as the shell sees it. */
public enum Exit {
  /** The work is done. */
  DONE(0),
  /** The work failed; standard error says why. */
  FAILED(1),
  /** The command line was wrong; nothing was done. */
  USAGE(2),
  /** Stopped by the user: 128 + SIGINT, as shells have it. */
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
