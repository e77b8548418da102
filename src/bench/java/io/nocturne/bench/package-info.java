/** Compares nocturne's speed with its peers: contestants, rounds, ratios, reports. */
package io.nocturne.bench;
