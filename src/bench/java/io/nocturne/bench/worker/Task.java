package io.nocturne.bench.worker;

import java.util.OptionalLong;

/** Something to be timed, ready to begin. */
interface Task extends AutoCloseable {

  /** Does it so many times and tells how much was done, in the unit of the case. */
  double run(int repetitions) throws Exception;

  /** Weights of its network, if it has one. */
  default OptionalLong weights() {
    return OptionalLong.empty();
  }

  @Override
  default void close() {}
}
