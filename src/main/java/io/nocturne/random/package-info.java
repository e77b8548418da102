/** Numbers that look random and depend on their keys alone. */
package io.nocturne.random;
