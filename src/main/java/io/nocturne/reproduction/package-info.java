/**
 * The published study run again: what its text leaves open, tried each way, and what comes of it.
 */
package io.nocturne.reproduction;
