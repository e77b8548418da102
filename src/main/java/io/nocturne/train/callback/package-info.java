/** What a training reports while it runs, and the log that it writes as CSV. */
package io.nocturne.train.callback;
