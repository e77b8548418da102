package io.nocturne.corpus;

/** A corpus, and the report of the files that it was made of. */
public record PreparedCorpus(Corpus corpus, PrepareReport report) {}
