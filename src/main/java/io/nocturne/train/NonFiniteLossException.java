package io.nocturne.train;

import io.nocturne.base.UserError;
import java.io.IOException;

/** A loss or a weight that is NaN or infinite, which ends a training. */
public final class NonFiniteLossException extends IOException implements UserError {
  private static final long serialVersionUID = 1;

  NonFiniteLossException(String what, int epoch, long step, String lastGood) {
    super(
        "%s is not finite in epoch %d at step %d; %s; begin another run with a lower learning rate or with a clip norm"
            .formatted(what, epoch + 1, step, lastGood));
  }
}
