/** Pieces as their files have them to the notes that tokens are made of. */
package io.nocturne.preprocess;
