/** Pages of figures, tables and sounds: one HTML file each, which needs no network. */
package io.nocturne.io.html;
