// SPDX-License-Identifier: GPL-3.0-or-later

/// What libyaml's message means to somebody who never read the YAML specification, and what to do.
func plainWords(for message: String) -> (problem: String, remedy: String) {
  for (part, problem, remedy) in translations where message.contains(part) {
    return (problem, remedy)
  }
  return ("this is not YAML: \(message)", "put the value in quotes")
}

/// Searched in this order for a part of the message.
private let translations: [(part: String, problem: String, remedy: String)] = [
  (
    "unknown escape character", "in double quotes \"\\\" starts an escape, and this is none",
    "use single quotes: 'text'"
  ),
  (
    "hexdecimal", "in double quotes \"\\\" starts an escape, and this one is not complete",
    "use single quotes: 'text'"
  ),
  (
    "invalid Unicode character", "this escape names no character", "use single quotes: 'text'"
  ),
  (
    "',' or ']'", "a comma or the closing \"]\" is missing",
    "write the list as [first, second]; put items with [ ] { } , in quotes"
  ),
  (
    "',' or '}'", "a comma or the closing \"}\" is missing", "write {key: value, key: value}"
  ),
  (
    "expected key", "the line does not start in the column of the lines above",
    "start all keys of one block in the same column"
  ),
  (
    "'-' indicator", "the line does not start in the column of the list above",
    "start all \"-\" of one list in the same column, and keys after the list further left"
  ),
  (
    "block sequence entries", "a list cannot start here", "put each \"- item\" on a line of its own"
  ),
  (
    "mapping values are not allowed", "a \"key:\" cannot stand here",
    "put each key on a line of its own, all in the same column"
  ),
  (
    "expected ':'", "a colon is missing", "write key: value"
  ),
  (
    "cannot start any token", "the text starts with a character that has a meaning in YAML",
    "put the text in quotes"
  ),
  (
    "alphabetic or numeric", "\"*\" or \"&\" starts a reference in YAML, which is not supported",
    "put the text in quotes"
  ),
  (
    "unexpected end of stream", "a quote is not closed", "add the closing quote"
  ),
  (
    "unexpected document indicator", "a quote is not closed", "add the closing quote"
  ),
  (
    "document start", "the line does not belong to the values above, or stands further left",
    "start all keys in the same column, each on a line of its own"
  ),
]
