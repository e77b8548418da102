package io.nocturne.base;

/**
 * Marks an exception whose message is a sentence for the user: which file or setting, what is wrong
 * and what to do. All other exceptions are errors of the program or of the machine.
 */
public interface UserError {

  /** Returns the sentence, without a period. */
  String getMessage();
}
