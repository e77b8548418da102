/** A blinded listening study: its excerpts, its orders, its folder and its answers. */
package io.nocturne.survey;
