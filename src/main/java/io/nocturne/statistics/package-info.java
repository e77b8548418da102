/** What ratings of few people allow to say: intervals, agreement, tests and their sizes. */
package io.nocturne.statistics;
