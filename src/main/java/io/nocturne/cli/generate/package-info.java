/** The command {@code generate}. */
package io.nocturne.cli.generate;
