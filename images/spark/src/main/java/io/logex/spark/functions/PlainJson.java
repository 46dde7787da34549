package io.logex.spark.functions;

import org.apache.spark.unsafe.types.UTF8String;

import java.util.Arrays;

/**
 * Reads most JSON objects in one go over their bytes, and gives up on the others: those are for a parser that knows all of
 * JSON. What it accepts is strict JSON, and its texts are those of {@link JsonText}. It gives up on half of a surrogate pair
 * or any other beyond the first 65,536 characters as an escape, on numbers whose shortest text is not surely their own, on
 * escapes within containers, on names with escapes or given twice, and on anything that is deep, large or wrong.
 *
 * <p>Most objects of a file have the names of the one before, in the same order; so each name is compared with that first.
 */
final class PlainJson {
  private static final int MOST_MEMBERS = 64;
  private static final int MOST_NAMES = 1024;
  private static final int DEEPEST = 64;
  private static final UTF8String TRUE = UTF8String.fromString("true");
  private static final UTF8String FALSE = UTF8String.fromString("false");

  /** A member's name, with whatever the reader has tied to it. */
  record Name(byte[] bytes, UTF8String text, JsonFields.Known known) {}

  private final JsonFields fields;
  private final JsonFields.Members members;
  private final Name[] table = new Name[4 * MOST_NAMES];
  private int tableSize;
  private Name[] before = new Name[MOST_MEMBERS];
  private int beforeSize;
  private Name[] names = new Name[MOST_MEMBERS];

  private byte[] bytes;
  private int at;
  private byte[] copy = new byte[256];
  private int copied;

  PlainJson(JsonFields fields) {
    this.fields = fields;
    this.members = fields.new Members();
  }

  /** The members of valid UTF-8 that is an object, null where another reader is needed; they are good until the next call. */
  JsonFields.Members read(byte[] text) {
    bytes = text;
    at = 0;
    members.clear();
    skipSpace();
    if (next() != '{') return null;
    at++;
    skipSpace();
    if (next() == '}') {
      at++;
    } else if (!readMembers()) {
      return null;
    }
    skipSpace();
    return at == bytes.length ? members : null;
  }

  private boolean readMembers() {
    boolean isAsBefore = true;
    int count = 0;
    while (true) {
      if (count == MOST_MEMBERS || next() != '"') return false;
      Name name = count < beforeSize && isNext(before[count]) ? before[count] : null;
      if (name == null) {
        isAsBefore = false;
        name = readName();
        if (name == null) return false;
      }
      at += name.bytes.length + 2;
      names[count++] = name;
      skipSpace();
      if (next() != ':') return false;
      at++;
      skipSpace();
      if (!readMember(name)) return false;
      skipSpace();
      byte end = next();
      at++;
      if (end == '}') break;
      if (end != ',') return false;
      skipSpace();
    }
    if (isAsBefore) return true;
    if (isRepeated(count)) return false;
    Name[] free = before;
    before = names;
    beforeSize = count;
    names = free;
    return true;
  }

  private boolean isRepeated(int count) {
    for (int one = 1; one < count; one++) {
      for (int other = 0; other < one; other++) {
        if (names[one] == names[other] || Arrays.equals(names[one].bytes, names[other].bytes)) return true;
      }
    }
    return false;
  }

  private boolean isNext(Name name) {
    int end = at + 1 + name.bytes.length;
    return end < bytes.length && bytes[end] == '"' && Arrays.equals(bytes, at + 1, end, name.bytes, 0, name.bytes.length);
  }

  /** The name that stands here in quotes, null where it holds an escape or what may not stand in one. */
  private Name readName() {
    int end = at + 1;
    int hash = 0;
    while (true) {
      if (end == bytes.length) return null;
      byte value = bytes[end];
      if (value == '"') break;
      if (value == '\\' || (value >= 0 && value < ' ')) return null;
      hash = 31 * hash + value;
      end++;
    }
    int place = (hash ^ (hash >>> 15)) & (table.length - 1);
    while (table[place] != null) {
      if (isNext(table[place])) return table[place];
      place = (place + 1) & (table.length - 1);
    }
    byte[] own = Arrays.copyOfRange(bytes, at + 1, end);
    UTF8String text = UTF8String.fromBytes(own);
    Name name = new Name(own, text, fields.known(text.toString()));
    if (tableSize < MOST_NAMES) {
      table[place] = name;
      tableSize++;
    }
    return name;
  }

  private boolean readMember(Name name) {
    byte first = next();
    UTF8String value;
    if (first == '"') {
      value = readText();
    } else if (first == '{' || first == '[') {
      copied = 0;
      value = copyContainer(0) ? UTF8String.fromBytes(Arrays.copyOf(copy, copied)) : null;
    } else if (first == 'n') {
      members.add(name.known, name.text, null);
      return isWord("null");
    } else if (first == 't') {
      value = isWord("true") ? TRUE : null;
    } else if (first == 'f') {
      value = isWord("false") ? FALSE : null;
    } else {
      int from = at;
      value = skipNumber() ? UTF8String.fromBytes(bytes, from, at - from) : null;
    }
    if (value == null) return false;
    members.add(name.known, name.text, value);
    return true;
  }

  private boolean isWord(String word) {
    if (at + word.length() > bytes.length) return false;
    for (int place = 0; place < word.length(); place++) {
      if (bytes[at + place] != word.charAt(place)) return false;
    }
    at += word.length();
    return true;
  }

  private UTF8String readText() {
    int from = ++at;
    while (at < bytes.length) {
      byte value = bytes[at];
      if (value == '"') return UTF8String.fromBytes(bytes, from, at++ - from);
      if (value == '\\') return readEscaped(from);
      if (value >= 0 && value < ' ') return null;
      at++;
    }
    return null;
  }

  private UTF8String readEscaped(int from) {
    copied = 0;
    int kept = from;
    while (at < bytes.length) {
      byte value = bytes[at];
      if (value == '"') {
        append(kept, at++);
        return UTF8String.fromBytes(Arrays.copyOf(copy, copied));
      }
      if (value >= 0 && value < ' ') return null;
      if (value == '\\') {
        append(kept, at++);
        if (!appendEscape(next())) return null;
        kept = at;
      } else {
        at++;
      }
    }
    return null;
  }

  private boolean appendEscape(byte letter) {
    at++;
    switch (letter) {
      case '"', '\\', '/' -> append(letter);
      case 'b' -> append('\b');
      case 'f' -> append('\f');
      case 'n' -> append('\n');
      case 'r' -> append('\r');
      case 't' -> append('\t');
      case 'u' -> {
        return appendCharacter();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean appendCharacter() {
    if (at + 4 > bytes.length) return false;
    int character = 0;
    for (int end = at + 4; at < end; at++) {
      int digit = Character.digit(bytes[at], 16);
      if (digit < 0) return false;
      character = character * 16 + digit;
    }
    if (Character.isSurrogate((char) character)) return false;
    if (character < 0x80) {
      append(character);
    } else if (character < 0x800) {
      append(0xC0 | character >> 6);
      append(0x80 | character & 0x3F);
    } else {
      append(0xE0 | character >> 12);
      append(0x80 | character >> 6 & 0x3F);
      append(0x80 | character & 0x3F);
    }
    return true;
  }

  /** Passes a number whose text is the shortest one of its value: whole ones of up to 18 digits, others of up to 15. */
  private boolean skipNumber() {
    boolean isNegative = next() == '-';
    if (isNegative) at++;
    int from = at;
    int whole = digits();
    boolean isZero = bytes.length > from && bytes[from] == '0';
    if (whole == 0 || (isZero && whole > 1)) return false;
    byte behind = next();
    if (behind == 'e' || behind == 'E') return false;
    if (behind != '.') return whole <= 18 && !(isZero && isNegative);
    at++;
    int point = at;
    int fraction = digits();
    int zeros = 0;
    while (zeros < fraction && bytes[point + zeros] == '0') zeros++;
    behind = next();
    return fraction > 0 && bytes[at - 1] != '0' && whole + fraction <= 15 && (!isZero || zeros <= 5) && behind != 'e' && behind != 'E';
  }

  private int digits() {
    int from = at;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') at++;
    return at - from;
  }

  /** Copies a container without white space. */
  private boolean copyContainer(int depth) {
    byte open = bytes[at++];
    byte close = (byte) (open == '{' ? '}' : ']');
    append(open);
    skipSpace();
    if (next() == close) {
      at++;
      append(close);
      return true;
    }
    while (true) {
      if (open == '{') {
        if (next() != '"' || !copyText()) return false;
        skipSpace();
        if (next() != ':') return false;
        at++;
        append(':');
        skipSpace();
      }
      if (!copyValue(depth)) return false;
      skipSpace();
      byte end = next();
      at++;
      append(end);
      if (end == close) return true;
      if (end != ',') return false;
      skipSpace();
    }
  }

  private boolean copyValue(int depth) {
    byte first = next();
    if (first == '{' || first == '[') return depth < DEEPEST && copyContainer(depth + 1);
    if (first == '"') return copyText();
    int from = at;
    boolean isRead = first == 'n' ? isWord("null") : first == 't' ? isWord("true") : first == 'f' ? isWord("false") : skipNumber();
    if (isRead) append(from, at);
    return isRead;
  }

  private boolean copyText() {
    int from = at++;
    while (at < bytes.length) {
      byte value = bytes[at++];
      if (value == '"') {
        append(from, at);
        return true;
      }
      if (value == '\\' || (value >= 0 && value < ' ')) return false;
    }
    return false;
  }

  private void append(int value) {
    if (copied == copy.length) copy = Arrays.copyOf(copy, 2 * copied);
    copy[copied++] = (byte) value;
  }

  private void append(int from, int to) {
    int length = to - from;
    if (copied + length > copy.length) copy = Arrays.copyOf(copy, 2 * (copied + length));
    System.arraycopy(bytes, from, copy, copied, length);
    copied += length;
  }

  /** The byte that stands here, 0 at the end; 0 may stand nowhere in JSON. */
  private byte next() {
    return at < bytes.length ? bytes[at] : 0;
  }

  private void skipSpace() {
    while (at < bytes.length) {
      byte value = bytes[at];
      if (value > ' ' || (value != ' ' && value != '\t' && value != '\n' && value != '\r')) return;
      at++;
    }
  }
}
