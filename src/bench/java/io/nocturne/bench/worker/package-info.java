/** Nocturne's own contestant: a process that does a task when it is told to. */
package io.nocturne.bench.worker;
