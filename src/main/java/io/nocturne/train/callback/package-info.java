/** What a training tells TensorBoard, a callback for each folder of event files. */
package io.nocturne.train.callback;
