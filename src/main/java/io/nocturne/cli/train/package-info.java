/** The commands that train: {@code train} and {@code reproduce}. */
package io.nocturne.cli.train;
