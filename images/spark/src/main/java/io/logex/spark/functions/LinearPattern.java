package io.logex.spark.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Matches a pattern in one walk over the bytes of a text. It takes patterns in which the next character always tells which
 * part of the pattern it is of, such as lists of fields between separators that the fields do not hold; so there is one way
 * to match only, and the groups are those of any matcher.
 *
 * <p>Patterns begin with {@code ^} and end with {@code \z}, and are made of characters of ASCII and escaped ones, classes of
 * them, {@code .} behind {@code (?s)}, groups, alternatives, and the greedy {@code * + ? {n}}.
 */
final class LinearPattern {
  /** Characters of ASCII, and all others as one. */
  static final int SYMBOLS = 129;

  private static final int NONE = -1;
  private static final int FIRST = 0;

  /** For each state and symbol the next state and behind it the number of the places to note, or {@link #NONE}. */
  private final int[] moves;
  /** Places of groups that are noted together. */
  private final int[][] notes;
  /** For each state the number of the places to note where the text ends there, or {@link #NONE}. */
  private final int[] ends;
  private final int groups;

  private LinearPattern(int[] moves, int[][] notes, int[] ends, int groups) {
    this.moves = moves;
    this.notes = notes;
    this.ends = ends;
    this.groups = groups;
  }

  int groups() {
    return groups;
  }

  /** What became of a match. */
  enum Found {
    yes,
    no,
    /** What was looked at is not UTF-8. */
    unknown
  }

  /** Matches the text; the places get begin and end of each group, -1 for one that took no part. */
  Found match(byte[] text, int[] places) {
    Arrays.fill(places, NONE);
    int state = FIRST;
    int at = 0;
    while (at < text.length) {
      int symbol = text[at];
      int size = 1;
      if (symbol < 0) {
        size = Utf8.sizeOfCharacter(text, at, text.length);
        if (size == 0) return Found.unknown;
        symbol = SYMBOLS - 1;
      }
      int move = moves[state * SYMBOLS + symbol];
      if (move == NONE) return Found.no;
      if ((move & 0xFFFF) != 0) note(notes[move & 0xFFFF], places, at);
      state = move >>> 16;
      at += size;
    }
    if (ends[state] == NONE) return Found.no;
    note(notes[ends[state]], places, at);
    return Found.yes;
  }

  private static void note(int[] slots, int[] places, int at) {
    for (int slot : slots) places[slot] = at;
  }

  /** Compiles a pattern, or gives null for one that is not of this kind. */
  static LinearPattern of(String pattern) {
    LinearProgram program = LinearProgram.of(pattern);
    return program == null ? null : new Compiler(program).compile();
  }

  /** States are the steps that have just read a character; state 0 has read none. */
  private static final class Compiler {
    private final LinearProgram program;
    private final List<int[]> notes = new ArrayList<>(List.of(new int[0]));
    /** Steps that the states have just done. */
    private final List<Integer> states = new ArrayList<>();
    private boolean isLinear = true;

    Compiler(LinearProgram program) {
      this.program = program;
    }

    LinearPattern compile() {
      states.add(NONE);
      for (int step = 0; step < program.steps().size(); step++) {
        if (program.steps().get(step).symbols() != null) states.add(step);
      }
      if (states.size() > 0x7FFF) return null;
      int[] moves = new int[states.size() * SYMBOLS];
      int[] ends = new int[states.size()];
      Arrays.fill(moves, NONE);
      Arrays.fill(ends, NONE);
      for (int state = 0; state < states.size(); state++) {
        follow(states.get(state) + 1, new BitSet(), new ArrayList<>(), moves, ends, state);
      }
      return isLinear ? new LinearPattern(moves, notes.toArray(int[][]::new), ends, program.groups()) : null;
    }

    /** Goes on from a step to those that read a character, in the order that a matcher would try them. */
    private void follow(int step, BitSet seen, List<Integer> slots, int[] moves, int[] ends, int state) {
      if (seen.get(step)) return;
      seen.set(step);
      LinearProgram.Step at = program.steps().get(step);
      if (at.symbols() != null) {
        int move = states.indexOf(step) << 16 | noteOf(slots);
        at.symbols().stream().forEach(symbol -> {
          isLinear &= moves[state * SYMBOLS + symbol] == NONE;
          moves[state * SYMBOLS + symbol] = move;
        });
      } else if (at.isEnd()) {
        ends[state] = noteOf(slots);
      } else {
        List<Integer> more = at.slot() == NONE ? slots : new ArrayList<>(slots);
        if (at.slot() != NONE) more.add(at.slot());
        for (int next : at.next()) follow(next, seen, more, moves, ends, state);
      }
    }

    private int noteOf(List<Integer> slots) {
      int[] sought = slots.stream().mapToInt(Integer::intValue).toArray();
      for (int note = 0; note < notes.size(); note++) {
        if (Arrays.equals(notes.get(note), sought)) return note;
      }
      notes.add(sought);
      return notes.size() - 1;
    }
  }
}
