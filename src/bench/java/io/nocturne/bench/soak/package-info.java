/** Work repeated for long in one process, whose memory must not grow. */
package io.nocturne.bench.soak;
