/** The text format of the pieces that come with the program. */
package io.nocturne.corpus.embedded;
