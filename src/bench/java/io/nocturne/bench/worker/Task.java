package io.nocturne.bench.worker;

import java.util.OptionalLong;

/** Work that is ready to be timed. */
interface Task extends AutoCloseable {

  /** Repeats the work and returns its amount, in the unit of the case. */
  double run(int repetitions) throws Exception;

  /** Returns the number of weights of its network, if it has one. */
  default OptionalLong weights() {
    return OptionalLong.empty();
  }

  @Override
  default void close() {}
}
