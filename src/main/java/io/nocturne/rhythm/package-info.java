/** Notes on a grid of beats and bars, and the error that putting them there makes. */
package io.nocturne.rhythm;
