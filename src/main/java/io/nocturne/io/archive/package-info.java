/** ZIP and tar archives: the files in them one after another, their names and sizes checked. */
package io.nocturne.io.archive;
