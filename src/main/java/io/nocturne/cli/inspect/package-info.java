/** The command {@code inspect}. */
package io.nocturne.cli.inspect;
