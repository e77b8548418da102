/** The command {@code train}. */
package io.nocturne.cli.train;
