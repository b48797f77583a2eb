// SPDX-License-Identifier: GPL-3.0-or-later

/// An aubio constructor that answered null: memory ran out or a size is not possible.
package struct AubioError: Error, Hashable, Sendable {
  /// The C function.
  package let call: String

  package init(call: String) { self.call = call }
}

extension AubioError: CustomStringConvertible {
  package var description: String { "\(call): no memory, or an impossible size" }
}

/// Turns a null answer of `call` into an error.
func required<Value>(_ value: Value?, _ call: String) throws(AubioError) -> Value {
  guard let value else { throw AubioError(call: call) }
  return value
}
