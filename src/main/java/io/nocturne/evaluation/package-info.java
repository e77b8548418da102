/** What was found out about networks and music, as pages to read. */
package io.nocturne.evaluation;
