/** The command line: options to values, one library call, exit code. */
package io.nocturne.cli;
