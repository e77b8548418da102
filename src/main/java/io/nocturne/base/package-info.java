/** What every package may use: errors for users, checks of arguments, labels of enums. */
package io.nocturne.base;
