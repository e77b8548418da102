/** Pieces to token ids and back; the vocabulary, which is data and travels with corpus and run. */
package io.nocturne.token;
