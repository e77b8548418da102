/** The published study run again, in the readings that its text allows. */
package io.nocturne.evaluate.reproduction;
