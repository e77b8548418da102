/** How fast nocturne is beside its peers: contestants, rounds in turn, ratios, reports. */
package io.nocturne.bench;
