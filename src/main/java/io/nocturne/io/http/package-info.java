/** Pages served to browsers: the server, its responses and the headers that all of them have. */
package io.nocturne.io.http;
