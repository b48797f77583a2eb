// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a call has no answer, as it is told on the wire.
enum CallError: Error, Sendable, Hashable {
  case control(ControlError, path: String? = nil)
  case interfaceNotFound(String)
  case methodNotFound(String)
  case invalidParameter(String)

  /// The error's full name.
  var name: String {
    switch self {
    case .control(.notFound, _): Interface.name + ".NotFound"
    case .control(.notPermitted, _): Interface.name + ".NotPermitted"
    case .control(.invalid, _): Interface.name + ".Invalid"
    case .control(.failed, _): Interface.name + ".Failed"
    case .interfaceNotFound: Interface.service + ".InterfaceNotFound"
    case .methodNotFound: Interface.service + ".MethodNotFound"
    case .invalidParameter: Interface.service + ".InvalidParameter"
    }
  }

  /// What is said about it.
  var details: Details {
    switch self {
    case .control(.notFound(let message), let path):
      Details(message: message, path: path ?? "")
    case .control(.notPermitted(let message), _), .control(.invalid(let message), _),
      .control(.failed(let message), _):
      Details(message: message)
    case .interfaceNotFound(let name): Details(interface: name)
    case .methodNotFound(let name): Details(method: name)
    case .invalidParameter(let name): Details(parameter: name)
    }
  }

  /// What a client makes of an error that it was answered.
  init(name: String, details: Details) {
    let known = Interface.name + "."
    let message = details.message ?? name
    self =
      switch name {
      case known + "NotFound": .control(.notFound(message), path: details.path)
      case known + "NotPermitted": .control(.notPermitted(message))
      case known + "Invalid": .control(.invalid(message))
      case Interface.service + ".InterfaceNotFound": .interfaceNotFound(details.interface ?? "")
      case Interface.service + ".MethodNotFound": .methodNotFound(details.method ?? "")
      case Interface.service + ".InvalidParameter": .invalidParameter(details.parameter ?? "")
      default: .control(.failed(message))
      }
  }

  /// The same for who asks in terms of requests.
  var controlError: ControlError {
    switch self {
    case .control(let error, _): error
    case .interfaceNotFound(let name), .methodNotFound(let name):
      .failed("the daemon does not know \(name); is it of another version?")
    case .invalidParameter(let name): .invalid("the daemon does not accept \(name)")
    }
  }

  /// Parameters of all errors: each has one or two of them.
  struct Details: Codable, Sendable, Hashable {
    var message: String?
    var path: String?
    var interface: String?
    var method: String?
    var parameter: String?
  }
}
