/** Results about networks and music as pages to read. */
package io.nocturne.evaluate.page;
