/**
 * A blinded listening study: its excerpts, its orders, its folder, its web server and its answers.
 */
package io.nocturne.survey;
