// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials

/// What a client sent, as far as it was understood.
struct Call: Sendable, Hashable {
  var subject: Subject
  /// The client wants further answers when they change.
  var wantsMore = false
  /// The client wants no answer.
  var isOneWay = false

  enum Subject: Sendable, Hashable {
    case request(ControlRequest)
    case info
    case description(interface: String)
    /// A call all right, but not of this service.
    case refused(CallError)
  }

  /// Nil for bytes that are no call at all.
  init?(_ message: [UInt8]) {
    let data = Data(message)
    guard let head = try? JSONDecoder().decode(Head.self, from: data) else { return nil }
    subject = Self.subject(of: head, in: data)
    wantsMore = head.more ?? false
    isOneWay = head.oneway ?? false
  }

  private static func subject(of head: Head, in data: Data) -> Subject {
    guard let dot = head.method.lastIndex(of: ".") else {
      return .refused(.invalidParameter("method"))
    }
    let interface = String(head.method[..<dot])
    let name = String(head.method[head.method.index(after: dot)...])
    do throws(CallError) {
      let parameters = try Parameters(of: data)
      switch interface {
      case Interface.name:
        guard let method = ControlMethod(rawValue: name) else {
          return .refused(.methodNotFound(head.method))
        }
        return .request(try method.request(parameters))
      case Interface.service where name == "GetInfo":
        return .info
      case Interface.service where name == "GetInterfaceDescription":
        return .description(interface: try parameters.required(parameters.interface, "interface"))
      case Interface.service:
        return .refused(.methodNotFound(head.method))
      default:
        return .refused(.interfaceNotFound(interface))
      }
    } catch {
      return .refused(error)
    }
  }

  /// Everything of a call but its parameters.
  private struct Head: Decodable {
    var method: String
    var more: Bool?
    var oneway: Bool?
  }
}
