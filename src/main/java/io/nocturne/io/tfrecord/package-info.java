/** TensorFlow's record files, written and read: framed, checksummed byte strings; nothing else. */
package io.nocturne.io.tfrecord;
