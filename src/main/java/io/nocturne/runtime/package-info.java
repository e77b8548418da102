/**
 * The use of TensorFlow Java: session settings, resource variables, saving and restoring, tensors
 * from arrays, and all workarounds for its bugs, each with version and reason.
 */
package io.nocturne.runtime;
