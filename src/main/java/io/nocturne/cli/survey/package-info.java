/** The commands of listening studies: {@code survey make}, {@code serve} and {@code analyze}. */
package io.nocturne.cli.survey;
