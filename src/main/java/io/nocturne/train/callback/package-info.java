/** Listeners to a training, and its result. */
package io.nocturne.train.callback;
