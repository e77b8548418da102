package io.nocturne.cli.console;

import io.nocturne.cli.console.Console.ProgressDisplay;
import java.util.OptionalLong;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows progress as a bar that is redrawn in place. */
final class BarProgress implements ProgressDisplay {

  private static final long UNKNOWN = -1;
  private static final int REDRAW_MILLIS = 200;

  private final Console console;
  private final ProgressBar bar;

  BarProgress(Console console, String task, OptionalLong total) {
    this.console = console;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total.orElse(UNKNOWN))
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            // One column stays free: a full last column makes some terminals wrap.
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    console::showBar, console.terminal().columns() - 1))
            .build();
  }

  @Override
  public void update(long done, String detail) {
    bar.stepTo(done).setExtraMessage(detail);
  }

  @Override
  public void close() {
    bar.close();
    console.clearBar();
  }
}
