/** The command {@code evaluate}. */
package io.nocturne.cli.evaluate;
