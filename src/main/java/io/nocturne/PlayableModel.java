package io.nocturne;

import io.nocturne.generate.NextTokenModel;
import io.nocturne.token.Grammar;
import io.nocturne.token.Tokenizer;
import java.util.BitSet;

/**
 * A network whose tokenizer allows only some tokens after others: the rest get the lowest logit
 * there is, which no sampler chooses while another is left.
 */
record PlayableModel(NextTokenModel model, Tokenizer tokenizer) implements NextTokenModel {
  @Override
  public float[][] logits(int[][] windows) {
    float[][] logits = model.logits(windows);
    for (int row = 0; row < logits.length; row++) {
      logits[row] = logits[row].clone();
      BitSet following = place(windows[row]).following();
      for (int id = 0; id < logits[row].length; id++) {
        if (!following.isEmpty() && !following.get(id)) {
          logits[row][id] = -Float.MAX_VALUE;
        }
      }
    }
    return logits;
  }

  private Grammar place(int[] window) {
    Grammar grammar = tokenizer.grammar();
    for (int id : window) {
      grammar = id == tokenizer.vocabulary().padId() ? grammar : grammar.after(id);
    }
    return grammar;
  }
}
