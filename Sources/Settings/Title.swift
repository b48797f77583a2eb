// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import YAML

/// A text over the first or the last pictures of a film.
package struct Title: Hashable, Sendable {
  /// One line, as it is to be read.
  package var text: String
  package var place = Place.start
  /// How long it is seen; nil for the usual time.
  package var length: MediaTime?

  package init(text: String, place: Place = .start, length: MediaTime? = nil) {
    self.text = text
    self.place = place
    self.length = length
  }

  /// Where in the film it is.
  package enum Place: String, Hashable, Sendable, CaseIterable {
    case start
    case end
  }
}

/// The text that a value means; nil for an empty one in quotes, which takes back the title of the defaults.
///
/// `#` starts a comment where a blank follows, as in `Iceland # or Norway`, and is text in `Live #1`.
func titleText(_ scalar: Scalar) throws(Refusal) -> String? {
  let text = trimmed(scalar.textWithComment.map(withoutComment) ?? scalar.text)
  guard text.unicodeScalars.allSatisfy({ !isControl($0) }) else {
    throw Refusal(reason: "a title is one line without control characters")
  }
  guard text.count <= titleLimit, text.utf8.count <= titleByteLimit else {
    throw Refusal(reason: "it is too long")
  }
  return text.isEmpty ? nil : text
}

private func withoutComment(_ text: String) -> String {
  var rest = text[...]
  while let sign = rest.firstIndex(of: "#") {
    let isApart = sign == text.startIndex || " \t".contains(text[text.index(before: sign)])
    if isApart, isMarkedComment(text[sign...]) { return String(text[..<sign]) }
    rest = text[text.index(after: sign)...]
  }
  return text
}

/// True for what ends lines or steers terminals.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}

/// Characters as people count them; more cannot be read while it is seen.
let titleLimit = 200
/// So that no character may be a heap of accents.
private let titleByteLimit = 8192
/// Shorter cannot be read, longer is no title.
let titleSeconds = 1.0...20.0
