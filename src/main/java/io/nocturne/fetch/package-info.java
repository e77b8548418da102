/** The MIDI files that a web page links to, downloaded politely and with a record of each. */
package io.nocturne.fetch;
