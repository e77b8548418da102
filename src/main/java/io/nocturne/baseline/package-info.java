/** Models without a network, learnt by counting, which a network has to beat. */
package io.nocturne.baseline;
