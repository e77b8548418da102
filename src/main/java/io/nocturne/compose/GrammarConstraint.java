package io.nocturne.compose;

import io.nocturne.generate.Constraint;
import io.nocturne.generate.TokenSequence;
import io.nocturne.token.Grammar;
import java.util.BitSet;

/** A constraint that allows the tokens in the orders of a tokenizer's grammar. */
record GrammarConstraint(String name, Grammar place) implements Constraint {
  @Override
  public Constraint advance(int id) {
    return new GrammarConstraint(name, place.after(id));
  }

  @Override
  public void restrict(TokenSequence soFar, BitSet allowed) {
    allowed.and(place.following());
  }
}
