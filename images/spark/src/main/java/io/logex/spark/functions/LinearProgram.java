package io.logex.spark.functions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A pattern as steps: those that read a character, and those that lead to others. See {@link LinearPattern} for what is read. */
final class LinearProgram {
  /**
   * A step.
   *
   * @param symbols characters that it reads one of, and goes on to the step behind it; null for one that reads none
   * @param next steps to go on to, in the order to try them
   * @param slot place of a group to note, or -1
   * @param isEnd whether it is the end of the pattern
   */
  record Step(BitSet symbols, int[] next, int slot, boolean isEnd) {}

  /** The pattern is not of this kind. */
  private static final class Foreign extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Foreign() {
      super("foreign", null, false, false);
    }
  }

  private static final String ESCAPABLE = "\\.[]{}()*+-?^$|/\"' ";
  private static final int SYMBOLS = LinearPattern.SYMBOLS;

  private final String pattern;
  private final List<Step> steps = new ArrayList<>();
  private int at;
  private int groups;
  private boolean dotIsAny;

  private LinearProgram(String pattern) {
    this.pattern = pattern;
  }

  List<Step> steps() {
    return steps;
  }

  int groups() {
    return groups;
  }

  /** Reads a pattern, or gives null for one that is not of this kind. */
  static LinearProgram of(String pattern) {
    LinearProgram program = new LinearProgram(pattern);
    try {
      program.read();
      return program;
    } catch (Foreign foreign) {
      return null;
    }
  }

  private void read() {
    dotIsAny = take("(?s)");
    if (!take("^") || !pattern.endsWith("\\z")) throw new Foreign();
    alternatives();
    if (at != pattern.length() - 2) throw new Foreign();
    steps.add(new Step(null, new int[0], -1, true));
  }

  /** Steps for what stands up to a closing bracket or the end; tells whether it may match nothing. */
  private boolean alternatives() {
    int fork = steps.size();
    boolean mayBeEmpty = sequence();
    List<Integer> leaps = new ArrayList<>();
    while (take("|")) {
      steps.add(fork, null);
      moveLeaps(fork);
      leaps.add(steps.size());
      steps.add(null);
      steps.set(fork, leap(fork + 1, steps.size()));
      fork = steps.size();
      mayBeEmpty |= sequence();
    }
    for (int leap : leaps) steps.set(leap, leap(steps.size()));
    return mayBeEmpty;
  }

  private boolean sequence() {
    boolean mayBeEmpty = true;
    while (at < pattern.length() && !isNext("|") && !isNext(")") && !(at == pattern.length() - 2 && isNext("\\z"))) {
      mayBeEmpty &= repeated();
    }
    return mayBeEmpty;
  }

  private boolean repeated() {
    int from = steps.size();
    int groupsBefore = groups;
    boolean mayBeEmpty = atom();
    if (at == pattern.length()) return mayBeEmpty;
    boolean isOptional = false;
    switch (pattern.charAt(at)) {
      case '*', '?', '+' -> {
        char times = pattern.charAt(at++);
        if (mayBeEmpty) throw new Foreign();
        if (times != '?') steps.add(leap(from, steps.size() + 1));
        if (times != '+') {
          insertLeap(from);
          isOptional = true;
        }
      }
      case '{' -> {
        int close = pattern.indexOf('}', at);
        if (close < 0 || groups != groupsBefore || !pattern.substring(at + 1, close).matches("[1-9][0-9]?") || steps.size() != from + 1) throw new Foreign();
        int times = Integer.parseInt(pattern.substring(at + 1, close));
        for (int time = 1; time < times; time++) steps.add(new Step(steps.get(from).symbols, new int[0], -1, false));
        at = close + 1;
      }
      default -> {}
    }
    if (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) throw new Foreign();
    return mayBeEmpty || isOptional;
  }

  private boolean atom() {
    if (take("(?:")) return closed();
    if (isNext("(?")) throw new Foreign();
    if (take("(")) {
      int slot = 2 * groups++;
      steps.add(note(slot));
      boolean mayBeEmpty = closed();
      steps.add(note(slot + 1));
      return mayBeEmpty;
    }
    BitSet symbols = new BitSet(SYMBOLS);
    if (take("[")) {
      readClass(symbols);
    } else if (isNext(".")) {
      if (!dotIsAny) throw new Foreign();
      at++;
      symbols.set(0, SYMBOLS);
    } else {
      symbols.set(character("^$*+?{}]|)"));
    }
    steps.add(new Step(symbols, new int[0], -1, false));
    return false;
  }

  private boolean closed() {
    boolean mayBeEmpty = alternatives();
    if (!take(")")) throw new Foreign();
    return mayBeEmpty;
  }

  private void readClass(BitSet symbols) {
    boolean isNegated = take("^");
    do {
      int first = character("[]&");
      int last = first;
      if (isNext("-") && !isNext("-]")) {
        at++;
        last = character("[]&");
      }
      if (last < first) throw new Foreign();
      symbols.set(first, last + 1);
    } while (!take("]"));
    if (isNegated) symbols.flip(0, SYMBOLS);
  }

  /** One character of ASCII, escaped or not; those that mean something else here are foreign. */
  private int character(String special) {
    if (at >= pattern.length()) throw new Foreign();
    char value = pattern.charAt(at++);
    if (value == '\\') {
      if (at >= pattern.length()) throw new Foreign();
      value = pattern.charAt(at++);
      int control = "tnr".indexOf(value);
      if (control >= 0) return "\t\n\r".charAt(control);
      if (ESCAPABLE.indexOf(value) < 0) throw new Foreign();
      return value;
    }
    if (value >= SYMBOLS - 1 || special.indexOf(value) >= 0) throw new Foreign();
    return value;
  }

  private boolean isNext(String text) {
    return pattern.startsWith(text, at);
  }

  private boolean take(String text) {
    boolean isHere = isNext(text);
    if (isHere) at += text.length();
    return isHere;
  }

  private static Step leap(int... next) {
    return new Step(null, next, -1, false);
  }

  private Step note(int slot) {
    return new Step(null, new int[] {steps.size() + 1}, slot, false);
  }

  /** Puts a choice before the steps from a place on: to take them, or to go on behind them. */
  private void insertLeap(int from) {
    steps.add(from, null);
    moveLeaps(from);
    steps.set(from, leap(from + 1, steps.size()));
  }

  /** Corrects where steps lead to, behind a step that was put in. */
  private void moveLeaps(int inserted) {
    for (int place = inserted + 1; place < steps.size(); place++) {
      Step step = steps.get(place);
      if (step == null || step.symbols != null) continue;
      int[] next = step.next.clone();
      for (int each = 0; each < next.length; each++) {
        if (next[each] >= inserted) next[each]++;
      }
      steps.set(place, new Step(null, next, step.slot, step.isEnd));
    }
  }
}
