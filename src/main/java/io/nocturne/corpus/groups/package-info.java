/** Groups of pieces, such as all performances of one work, which a split keeps together. */
package io.nocturne.corpus.groups;
