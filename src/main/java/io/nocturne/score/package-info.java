/** Piano scores written as text to pieces. */
package io.nocturne.score;
