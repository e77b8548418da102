package io.nocturne.corpus;

/** A corpus, and what became of the files that it was made of. */
public record Prepared(Corpus corpus, PrepareReport report) {}
