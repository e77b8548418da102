/** The commands {@code export} and {@code import}. */
package io.nocturne.cli.export;
