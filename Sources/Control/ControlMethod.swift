// SPDX-License-Identifier: GPL-3.0-or-later

/// The methods of the control interface, by their names on the wire.
enum ControlMethod: String, CaseIterable, Sendable {
  case getStatus = "GetStatus"
  case list = "List"
  case explain = "Explain"
  case retry = "Retry"
  case cancel = "Cancel"
  case pause = "Pause"
  case resume = "Resume"
  case runNow = "RunNow"
  case getCache = "GetCache"
  case prune = "Prune"
  case forget = "Forget"

  /// What a client asks for that calls this method with `parameters`.
  func request(_ parameters: Parameters) throws(CallError) -> ControlRequest {
    let folder = try parameters.folder.map(absolute)
    let path = { () throws(CallError) -> String in
      try absolute(try parameters.required(parameters.path, "path"))
    }
    switch self {
    case .getStatus: return .status
    case .list: return .list(folder: folder)
    case .explain: return .explain(path: try path())
    case .retry: return .retry(path: try path())
    case .cancel: return .cancel(path: try path())
    case .resume: return .resume(folder: folder)
    case .runNow: return .runNow(path: try path())
    case .getCache: return .cache
    case .prune: return .prune
    case .forget: return .forget(path: try path())
    case .pause:
      guard parameters.seconds.map({ $0 > 0 }) ?? true else { throw .invalidParameter("seconds") }
      let isImmediate = parameters.immediate ?? false
      return .pause(
        ControlRequest.Pause(
          folder: folder, isImmediate: isImmediate, seconds: parameters.seconds))
    }
  }

  /// The daemon has a working folder of its own, in which a relative path would be another file.
  private func absolute(_ path: String) throws(CallError) -> String {
    guard path.hasPrefix("/"), !path.utf8.contains(0) else {
      throw .control(.invalid("\(path): not an absolute path; name it from the root folder on"))
    }
    return path
  }
}

extension ControlRequest {
  /// Which method asks for it.
  var method: ControlMethod {
    switch self {
    case .status: .getStatus
    case .list: .list
    case .explain: .explain
    case .retry: .retry
    case .cancel: .cancel
    case .pause: .pause
    case .resume: .resume
    case .runNow: .runNow
    case .cache: .getCache
    case .prune: .prune
    case .forget: .forget
    }
  }

  /// What the method is given.
  var parameters: Parameters {
    var parameters = Parameters()
    switch self {
    case .status, .cache, .prune: break
    case .list(let folder), .resume(let folder): parameters.folder = folder
    case .explain(let path), .retry(let path), .cancel(let path), .runNow(let path),
      .forget(let path):
      parameters.path = path
    case .pause(let pause):
      parameters.folder = pause.folder
      parameters.immediate = pause.isImmediate
      parameters.seconds = pause.seconds
    }
    return parameters
  }

  /// The file or folder that it is about.
  var subject: String? { parameters.path ?? parameters.folder }
}
