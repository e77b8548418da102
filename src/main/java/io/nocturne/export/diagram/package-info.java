/** A network's architecture as a picture. */
package io.nocturne.export.diagram;
