// SPDX-License-Identifier: GPL-3.0-or-later

/// One message with the values it is about; no character in it can upset a terminal or fake a second line.
package struct LogRecord: Hashable, Sendable {
  package let level: LogLevel
  package let message: String
  /// Such as `job`, `source`, `stage`.
  package let fields: [String: String]

  package init(_ level: LogLevel, _ message: String, _ fields: [String: String] = [:]) {
    self.level = level
    self.message = LogRecord.harmless(message)
    self.fields = fields.mapValues(LogRecord.harmless)
  }

  /// The message, then the fields in order of their names, on one line; the event's id is for the journal only.
  package var line: String {
    let pairs = fields.sorted { $0.key < $1.key }.filter { $0.key != "MESSAGE_ID" }.map {
      "\($0.key)=\(quoted($0.value))"
    }
    return ([message] + pairs).joined(separator: " ")
  }

  private func quoted(_ value: String) -> String {
    let plain = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "=" }
    return plain
      ? value
      : "\""
        + value.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\\\"") + "\""
  }

  /// Control characters become `\xNN`, because file names come from strangers.
  private static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        let digits = String(scalar.value, radix: 16)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
