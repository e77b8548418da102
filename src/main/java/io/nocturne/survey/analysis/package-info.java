/** Statistics of the answers of a listening study. */
package io.nocturne.survey.analysis;
