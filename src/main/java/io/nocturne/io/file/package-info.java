/** Files that are written whole or not at all, and what is wrong with them in words. */
package io.nocturne.io.file;
