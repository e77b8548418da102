package io.nocturne.survey.analysis;

import io.nocturne.survey.Question;

/**
 * Table 2 of the published study (Zhou, Music Generation Based on Bidirectional GRU Model): mean
 * ratings of generated music by ten musicians. It gives neither spread nor agreement.
 */
final class PublishedTable {
  static final int MUSICIANS = 10;

  private PublishedTable() {}

  static double mean(Question question) {
    return switch (question) {
      case COHERENCE -> 4.2;
      case MUSICALITY -> 4.3;
      case CREATIVITY -> 3.9;
    };
  }
}
