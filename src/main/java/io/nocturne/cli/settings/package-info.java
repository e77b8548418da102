/**
 * Options as typed values: declared once as a {@link io.nocturne.cli.settings.Setting}, read from
 * the command line, a configuration file or a preset with the same checks, and printed in help.
 */
package io.nocturne.cli.settings;
