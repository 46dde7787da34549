package io.logex.spark.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the command line says: values for the holes of plans, and the plans, or that they come by standard input. */
record Arguments(Map<String, String> values, List<String> plans, boolean serves) {
  static Arguments of(String... args) {
    var values = new HashMap<String, String>();
    var plans = new ArrayList<String>();
    boolean serves = false;
    for (int at = 0; at < args.length; at++) {
      if (args[at].equals("--serve")) {
        serves = true;
      } else if (args[at].equals("--set")) {
        String[] pair = at + 1 < args.length ? args[++at].split("=", 2) : new String[0];
        if (pair.length != 2 || !pair[0].matches("[a-z]+")) {
          throw new IllegalArgumentException("--set takes name=value, the name in lower-case letters");
        }
        values.put(pair[0], pair[1]);
      } else {
        plans.add(args[at]);
      }
    }
    return new Arguments(Map.copyOf(values), List.copyOf(plans), serves);
  }
}
