// SPDX-License-Identifier: GPL-3.0-or-later

/// Text made safe for HTML, inside elements and inside quoted attributes.
enum HTMLText {
  /// `text` with every character that HTML would read as its own replaced.
  static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "'": safe += "&#39;"
      // Control and direction characters could hide what a name says.
      case _ where scalar.value < 0x20 || scalar.value == 0x7f: safe += "\u{fffd}"
      case "\u{202a}"..."\u{202e}", "\u{2066}"..."\u{2069}": safe += "\u{fffd}"
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// An element with escaped text, which may wrap when `isText`.
  static func element(_ name: String, _ text: String, isText: Bool = false) -> String {
    "<\(name)\(isText ? " class=\"text\"" : "")>\(escaped(text))</\(name)>"
  }
}
