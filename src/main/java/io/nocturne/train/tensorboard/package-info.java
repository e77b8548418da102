/** Event files for TensorBoard, and the callbacks that write them. */
package io.nocturne.train.tensorboard;
