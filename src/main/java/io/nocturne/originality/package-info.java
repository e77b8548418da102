/**
 * What music has in common with a corpus, note for note: passages found there, and keeping from
 * them.
 */
package io.nocturne.originality;
