/**
 * TensorFlow Java as a process: session settings, resource variables, saving and restoring, tensors
 * from arrays, and every workaround for its bugs, each with version and reason.
 */
package io.nocturne.runtime;
