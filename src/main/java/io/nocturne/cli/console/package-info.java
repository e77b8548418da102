/** Results, messages, tables and progress, on a terminal or in a file. */
package io.nocturne.cli.console;
