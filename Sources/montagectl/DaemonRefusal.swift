// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Glibc
internal import Linux

/// Why the daemon did not answer, or not with what it was asked for: a sentence and an exit status.
struct DaemonRefusal: Error {
  let sentence: String
  let status: Int32

  init(_ sentence: String, _ code: ExitCode) {
    self.sentence = sentence
    status = code.rawValue
  }

  /// The same with another exit status.
  func with(status: Int32) -> DaemonRefusal { DaemonRefusal(sentence: sentence, status: status) }

  private init(sentence: String, status: Int32) {
    self.sentence = sentence
    self.status = status
  }

  /// Nobody listens at `socket`.
  static func notRunning(_ socket: Path) -> DaemonRefusal {
    DaemonRefusal(
      "the daemon is not running (\(socket)); start it with systemctl start montaged",
      .unavailable)
  }

  /// What the daemon answered when it was asked about `subject`.
  init(_ error: ControlError, about subject: Path?) {
    let place = subject.map { "\($0): " } ?? ""
    // The daemon may have named the file in its own sentence.
    let named = { (sentence: String) in
      subject.map { sentence.contains($0.display) } == true ? sentence : place + sentence
    }
    switch error {
    case .notFound(let sentence): self.init(named(sentence), .noInput)
    case .notPermitted(let sentence):
      self.init(sentence + "; " + Self.permissionRemedy, .permission)
    case .invalid(let sentence): self.init(named(sentence), .badInput)
    case .failed(let sentence): self.init(named(sentence), .tryAgain)
    }
  }

  /// What the kernel answered when the daemon was called at `socket`.
  init(_ error: SystemError, at socket: Path) {
    switch error.errno {
    case _ where error.isMissing, ECONNREFUSED: self = .notRunning(socket)
    case _ where error.isPermission:
      self.init(
        "you may not talk to the daemon (\(socket)); \(Self.permissionRemedy)", .permission)
    case ETIMEDOUT:
      self.init(
        "the daemon does not answer (\(socket)); see journalctl -u montaged", .tryAgain)
    case EAGAIN:
      self.init("the daemon is busy (\(socket)); try again in a moment", .tryAgain)
    case EPIPE: self = .closed(socket)
    default: self.init("\(socket): \(error.reason); see journalctl -u montaged", .readOrWrite)
    }
  }

  /// The daemon hung up.
  static func closed(_ socket: Path) -> DaemonRefusal {
    DaemonRefusal(
      "the daemon closed the connection (\(socket)): it stops, or has too many clients; try again",
      .tryAgain)
  }

  private static let permissionRemedy = "join the group montaged, or use sudo"
}
