package io.nocturne.evaluate;

/**
 * A token to predict.
 *
 * @param piece the number of its piece
 * @param place the number of tokens before it in the piece
 * @param position how much context there is: the number of the position of the window that it comes
 *     after, or the number of targets before it in the piece, up to that of a window
 * @param id the token
 */
record Target(int piece, int place, int position, int id) {}
