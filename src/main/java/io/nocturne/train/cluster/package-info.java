/** The processes that train a network together: who they are, how they meet, and who is missing. */
package io.nocturne.train.cluster;
