/**
 * Code that every package may use: errors for users, checks of arguments, labels of enums, formats
 * of numbers.
 */
package io.nocturne.base;
