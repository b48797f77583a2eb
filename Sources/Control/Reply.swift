// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Status

/// One answer on the wire.
struct Reply<Parameters: Codable & Sendable>: Codable, Sendable {
  var parameters: Parameters
  /// Another answer to the same call follows.
  var continues: Bool?
  var error: String?
}

/// Messages of the service, each with the NUL that ends it.
enum Message {
  static func answer(_ answer: ControlAnswer, continues: Bool = false) -> [UInt8] {
    let more = continues ? true : nil
    switch answer {
    case .status(let status):
      return bytes(Reply(parameters: StatusAnswer(status: status), continues: more))
    case .files(let files): return bytes(Reply(parameters: FilesAnswer(files: files)))
    case .explanation(let explanation):
      return bytes(Reply(parameters: ExplanationAnswer(explanation: explanation)))
    case .cache(let cache): return bytes(Reply(parameters: CacheAnswer(cache: cache)))
    case .done(let count, let message):
      return bytes(Reply(parameters: DoneAnswer(count: count, message: message)))
    }
  }

  static func error(_ error: CallError) -> [UInt8] {
    bytes(Reply(parameters: error.details, error: error.name))
  }

  static func info(version: String) -> [UInt8] {
    bytes(
      Reply(
        parameters: InfoAnswer(
          vendor: "montaged", product: "montaged", version: version,
          url: "https://varlink.org", interfaces: [Interface.service, Interface.name])))
  }

  static func description(of interface: String) -> [UInt8] {
    switch interface {
    case Interface.name: bytes(Reply(parameters: DescriptionAnswer(description: Interface.text)))
    case Interface.service:
      bytes(Reply(parameters: DescriptionAnswer(description: Interface.serviceText)))
    default: error(.interfaceNotFound(interface))
    }
  }

  static func call(_ request: ControlRequest, more: Bool = false) -> [UInt8] {
    bytes(
      CallFrame(
        method: "\(Interface.name).\(request.method.rawValue)", parameters: request.parameters,
        more: more ? true : nil))
  }

  private static func bytes(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // JSON has no infinity: a figure that went wrong must not take the rest of the answer with it.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: infinity, negativeInfinity: "-" + infinity, nan: noNumber)
    // Nothing else in these types can fail to be written.
    guard let data = try? encoder.encode(value) else { return [0] }
    return Array(data) + [0]
  }

  static let infinity = "Infinity"
  static let noNumber = "NaN"

  private struct CallFrame: Encodable {
    var method: String
    var parameters: Parameters
    var more: Bool?
  }
}

extension ControlAnswer {
  /// What a reply to `request` says.
  static func read(
    _ message: [UInt8], to request: ControlRequest
  ) throws(CallError) -> ControlAnswer {
    let data = Data(message)
    if let refusal = try? JSONDecoder().decode(Refusal.self, from: data) {
      throw CallError(name: refusal.error, details: refusal.parameters ?? CallError.Details())
    }
    do {
      switch request {
      case .status: return .status(try parameters(StatusAnswer.self, data).status)
      case .list: return .files(try parameters(FilesAnswer.self, data).files)
      case .explain: return .explanation(try parameters(ExplanationAnswer.self, data).explanation)
      case .cache: return .cache(try parameters(CacheAnswer.self, data).cache)
      case .retry, .cancel, .pause, .resume, .runNow, .prune, .forget:
        let done = try parameters(DoneAnswer.self, data)
        return .done(count: done.count, message: done.message)
      }
    } catch {
      throw .control(.failed("the daemon's answer makes no sense; is it of another version?"))
    }
  }

  private static func parameters<Parameters: Codable & Sendable>(
    _ type: Parameters.Type, _ data: Data
  ) throws -> Parameters {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: Message.infinity, negativeInfinity: "-" + Message.infinity,
      nan: Message.noNumber)
    return try decoder.decode(Reply<Parameters>.self, from: data).parameters
  }

  private struct Refusal: Decodable {
    var error: String
    var parameters: CallError.Details?
  }
}

private struct StatusAnswer: Codable, Sendable { var status: ServiceStatus }
private struct FilesAnswer: Codable, Sendable { var files: [FileStatusLine] }
private struct ExplanationAnswer: Codable, Sendable { var explanation: Explanation }

private struct CacheAnswer: Codable, Sendable { var cache: CacheStatus }

private struct DoneAnswer: Codable, Sendable {
  var count: Int
  var message: String
}

private struct InfoAnswer: Codable, Sendable {
  var vendor: String
  var product: String
  var version: String
  var url: String
  var interfaces: [String]
}

private struct DescriptionAnswer: Codable, Sendable { var description: String }
