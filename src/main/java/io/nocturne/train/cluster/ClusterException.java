package io.nocturne.train.cluster;

import io.nocturne.base.UserError;
import java.io.IOException;

/** A worker that is missing, lost or unlike the others; the message names it. */
final class ClusterException extends IOException implements UserError {
  private static final long serialVersionUID = 1;

  ClusterException(String message) {
    super(message);
  }
}
