/** The commands that measure: {@code evaluate} and {@code reproduce}. */
package io.nocturne.cli.evaluate;
