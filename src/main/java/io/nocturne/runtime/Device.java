package io.nocturne.runtime;

/** The processor that networks are computed on. */
public enum Device {
  /** A GPU if TensorFlow has one, else the CPU. */
  AUTO,
  /** The CPU, even if there is a GPU. */
  CPU,
  /** A GPU; without one it is an error. */
  GPU
}
