/** Event files for TensorBoard; knows nothing of training. */
package io.nocturne.tensorboard;
