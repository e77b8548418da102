package io.nocturne.io.tfrecord;

import io.nocturne.base.UserError;
import java.io.IOException;

/** A record file is damaged or ends early; the message names the file, the record and the byte. */
public final class TfRecordException extends IOException implements UserError {
  private static final long serialVersionUID = 1L;

  TfRecordException(String name, long record, long offset, String problem) {
    super(name + ", record " + record + " at byte " + offset + ": " + problem);
  }
}
