/** The commands {@code play}, {@code export} and {@code import}. */
package io.nocturne.cli.export;
