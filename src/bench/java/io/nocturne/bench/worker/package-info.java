/** Nocturne's own contestant: a process that does tasks on request. */
package io.nocturne.bench.worker;
