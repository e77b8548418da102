/** Listeners to a training, and the log that it writes as CSV. */
package io.nocturne.train.callback;
