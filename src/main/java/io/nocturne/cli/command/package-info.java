/** What all commands share: how they are called, how they end, and which files they name. */
package io.nocturne.cli.command;
