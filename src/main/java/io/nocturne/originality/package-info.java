/** Passages that music has in common with a corpus, note for note: finding and preventing them. */
package io.nocturne.originality;
