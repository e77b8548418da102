package io.nocturne.io.tfrecord;

import io.nocturne.base.UserError;
import java.io.IOException;

/** A record file is damaged or ends early; the message names the file, the record and the byte. */
public final class TfRecordException extends IOException implements UserError {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final long record;
  private final long offset;

  TfRecordException(String name, long record, long offset, String problem) {
    super(name + ", record " + record + " at byte " + offset + ": " + problem);
    this.name = name;
    this.record = record;
    this.offset = offset;
  }

  /** The name of what was read, usually a file's path. */
  public String name() {
    return name;
  }

  /** The record's number, counted from 0. */
  public long record() {
    return record;
  }

  /** Where the record begins, in bytes from the start of the file. */
  public long offset() {
    return offset;
  }
}
