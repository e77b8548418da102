/** XML and SVG documents, element by element; knows nothing of what they show. */
package io.nocturne.io.xml;
