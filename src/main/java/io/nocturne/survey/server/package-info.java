/** A study's pages, served over HTTP. */
package io.nocturne.survey.server;
