// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// Longest name of a file or pattern, in bytes, as file systems have it.
private let nameLimit = 255

/// The file name or pattern that a value means, although YAML takes ` #` for the start of a comment.
///
/// A name ends with an extension: what has one is the name. With none or two of them the writer must decide.
func name(_ scalar: Scalar) throws(Refusal) -> String {
  let text = try bareName(scalar)
  guard !text.isEmpty, text.utf8.count <= nameLimit else {
    throw Refusal(reason: "a name has 1 to \(nameLimit) bytes")
  }
  guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
    throw Refusal(
      reason: "\"\\\" has a meaning in double quotes", suggestion: "'text' in single quotes")
  }
  if let first = text.first, let last = text.last, text.count > 2, "“„«‘".contains(first),
    "”“»’".contains(last)
  {
    throw Refusal(
      reason: "the quotes are typographic ones",
      suggestion: pasteable(String(text.dropFirst().dropLast())))
  }
  return text
}

/// The name of a file in the config's own folder.
func neighbour(_ scalar: Scalar) throws(Refusal) -> String {
  let text = try name(scalar)
  if let slash = text.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
    let last = String(text[text.index(after: slash)...])
    throw Refusal(
      reason: "it lies beside this file, so that its name is enough",
      suggestion: last.isEmpty ? nil : pasteable(last))
  }
  guard text != ".", text != ".." else { throw Refusal() }
  return text
}

/// A pattern for footage.
func glob(_ scalar: Scalar) throws(Refusal) -> Glob {
  let text = try name(scalar)
  if text.contains("\\") {
    let slashes = String(text.map { $0 == "\\" ? "/" : $0 })
    throw Refusal(reason: "folders end with \"/\"", suggestion: pasteable(slashes))
  }
  guard !text.split(separator: "/").contains(".."), text.contains(where: { $0 != "/" }) else {
    throw Refusal(reason: "a pattern names files inside the project")
  }
  return Glob(text)
}

/// Refuses `*.LRV, *.THM`, which would match only a file of that name.
func singleGlob(_ scalar: Scalar) throws(Refusal) -> Glob {
  let items = scalar.text.split(separator: ",").map { trimmed($0) }
  let isList = items.count > 1 && items.allSatisfy { hasExtension($0) || $0.contains("*") }
  guard !isList || !scalar.isPlain else {
    throw Refusal(
      reason: "a list stands in brackets",
      suggestion: "[" + items.map { pasteable($0, inBrackets: true) }.joined(separator: ", ") + "]")
  }
  return try glob(scalar)
}

private func bareName(_ scalar: Scalar) throws(Refusal) -> String {
  guard let whole = scalar.textWithComment else { return scalar.text }
  let isComment = isMarkedComment(whole.dropFirst(scalar.text.count))
  switch (hasExtension(scalar.text), hasExtension(whole)) {
  case (true, false): return scalar.text
  case (true, true) where isComment: return scalar.text
  case (false, true) where !isComment: return whole
  default:
    throw Refusal(
      reason: "\"#\" may start a comment or belong to the name",
      suggestion: pasteable(whole), alternative: pasteable(scalar.text))
  }
}

/// True for `# text`, as comments are written, and not for `#1`.
func isMarkedComment(_ tail: Substring) -> Bool {
  let text = tail.drop { $0 == " " || $0 == "\t" }.dropFirst()
  return text.first.map { $0 == " " || $0 == "#" || $0 == "\t" } ?? true
}

/// True for a dot and one to five letters, digits or wildcards at the end, not only digits.
private func hasExtension(_ text: String) -> Bool {
  guard let dot = text.lastIndex(of: ".") else { return false }
  let tail = text[text.index(after: dot)...]
  return (1...5).contains(tail.count) && !isDigits(tail)
    && tail.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "*?[]".contains($0)) }
}
