/** The parts that all commands share: invocation, outcome, and the files they name. */
package io.nocturne.cli.command;
