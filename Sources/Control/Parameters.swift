// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials

/// What a call may be given: each method takes a few of these.
struct Parameters: Codable, Sendable, Hashable {
  var path: String?
  var folder: String?
  var immediate: Bool?
  var seconds: Int?
  var interface: String?

  init() {}

  /// The parameters of the call in `message`; none when it has none.
  init(of message: Data) throws(CallError) {
    do {
      self = try JSONDecoder().decode(Frame.self, from: message).parameters ?? Parameters()
    } catch DecodingError.typeMismatch(_, let context), DecodingError.dataCorrupted(let context) {
      throw .invalidParameter(context.codingPath.last?.stringValue ?? "parameters")
    } catch {
      throw .invalidParameter("parameters")
    }
  }

  /// A parameter that the method cannot do without.
  func required<Value>(_ value: Value?, _ name: String) throws(CallError) -> Value {
    guard let value else { throw .invalidParameter(name) }
    return value
  }

  private struct Frame: Decodable {
    var parameters: Parameters?
  }
}
