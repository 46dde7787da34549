package io.logex.metastore;

import java.util.ArrayList;
import java.util.List;

/** Splits a MySQL script into its statements. */
final class SqlScript {
  private SqlScript() {}

  /**
   * The statements without comments and final semicolons. Quoted text is kept as it is; a comment that MySQL executes, as in
   * {@code /*!40101 SET …}, is a statement.
   */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    int at = 0;
    while (at < script.length()) {
      int end = endOfToken(script, at);
      String token = script.substring(at, end);
      at = end;
      if (token.equals(";")) {
        add(statements, statement);
      } else if (!token.startsWith("--") && !(token.startsWith("/*") && !token.startsWith("/*!"))) {
        statement.append(token);
      }
    }
    add(statements, statement);
    return statements;
  }

  private static void add(List<String> statements, StringBuilder statement) {
    String text = statement.toString().strip();
    if (!text.isEmpty()) statements.add(text);
    statement.setLength(0);
  }

  /** End of the comment, of the quoted text or of the single character at {@code at}. */
  private static int endOfToken(String script, int at) {
    char first = script.charAt(at);
    if (script.startsWith("--", at)) return endAfter(script, "\n", at);
    if (script.startsWith("/*", at)) return endAfter(script, "*/", at);
    if (first != '\'' && first != '"' && first != '`') return at + 1;
    int end = at + 1;
    while (end < script.length() && script.charAt(end) != first) end += script.charAt(end) == '\\' && first != '`' ? 2 : 1;
    return Math.min(end + 1, script.length());
  }

  private static int endAfter(String script, String mark, int from) {
    int found = script.indexOf(mark, from + 2);
    return found < 0 ? script.length() : found + mark.length();
  }
}
