/** Composition: from a primer and the choices of a user to new pieces. */
package io.nocturne.compose;
