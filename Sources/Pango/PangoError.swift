// SPDX-License-Identifier: GPL-3.0-or-later

/// A call of Pango or Cairo that did not do what was asked.
package struct PangoError: Error, Hashable, Sendable {
  /// The C function.
  package let call: String
  package let reason: String

  package init(call: String, reason: String = "no memory") {
    self.call = call
    self.reason = reason
  }
}

extension PangoError: CustomStringConvertible {
  package var description: String { "\(call): \(reason)" }
}

/// Turns a null answer of `call` into an error.
func required<Value>(_ value: Value?, _ call: String) throws(PangoError) -> Value {
  guard let value else { throw PangoError(call: call) }
  return value
}
