/**
 * A page to compose on, which computes in the browser: its scripts, the weights of a run, and a
 * server for it.
 */
package io.nocturne.export.web;
