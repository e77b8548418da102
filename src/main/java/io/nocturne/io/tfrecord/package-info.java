/** TensorFlow's record files: framed, checksummed byte strings, written, read and sorted. */
package io.nocturne.io.tfrecord;
