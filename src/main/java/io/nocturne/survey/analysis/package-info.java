/** What the answers of a study say, and what they do not. */
package io.nocturne.survey.analysis;
