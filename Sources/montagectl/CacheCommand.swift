// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Linux
internal import Pipeline
internal import Status

/// The command `montagectl cache stats | prune | verify`.
struct CacheCommand {
  let call: Call
  let output: Output

  init(_ call: Call, _ output: Output) {
    self.call = call
    self.output = output
  }

  func run() async throws {
    switch call.operands[0] {
    case "stats": try await stats()
    case "prune": try await prune()
    case "verify": try await verify()
    default: throw UsageError("usage: montagectl cache \(call.command.synopsis)")
    }
  }

  private func stats() async throws {
    let status: CacheStatus
    switch try ChosenCache() {
    case .daemon(let daemon):
      guard case .cache(let answer) = try await daemon.ask(.cache) else {
        throw daemon.misunderstanding
      }
      status = answer
    case .own(let places, let sizes):
      status = try CacheKeeping(Store(places, sizes: sizes)).status()
    }
    for line in CacheText(status).lines { output.say(line) }
    try output.document(status)
  }

  private func prune() async throws {
    let count: Int
    let message: String
    switch try ChosenCache() {
    case .daemon(let daemon):
      guard case .done(let answer, let words) = try await daemon.ask(.prune) else {
        throw daemon.misunderstanding
      }
      (count, message) = (answer, words)
    case .own(let places, let sizes):
      let pruned = try await CacheKeeping(Store(places, sizes: sizes)).prune()
      (count, message) = (pruned.files, pruned.sentence)
    }
    output.say(message)
    try output.document(Done(count: count, message: message))
  }

  /// Takes minutes for a large cache, and so is none of the daemon's work.
  private func verify() async throws {
    guard case .own(let places, let sizes) = try Self.readable() else { return }
    let check = PieceCheck(try Workshop(places, sizes: sizes))
    let line = ProgressLine(isShown: !output.isJSON)
    defer { line.clear() }
    let outcome = try await check.run { done, all in
      line.listener(Progress(.checking, share: Double(done) / Double(max(all, 1))))
    }
    line.clear()
    say(outcome)
    try output.document(Verdict(outcome))
    if !outcome.unread.isEmpty { throw Reported(.storage) }
  }

  /// A daemon may run on it: whoever drops a piece takes it off the list first.
  private static func readable() throws -> ChosenCache {
    let chosen = try ChosenCache()
    guard case .daemon = chosen else { return chosen }
    guard let service = try ChosenCache.ofService() else {
      throw DaemonRefusal(
        "the daemon's cache can be read by its user alone; run this as that user, with "
          + "sudo -u montaged, or name another cache by MONTAGED_CACHE_DIR", .permission)
    }
    return service
  }

  private func say(_ outcome: PieceCheck.Outcome) {
    for fault in outcome.damaged {
      output.complain(
        "\(fault.file): damaged (\(fault.reason)), dropped; it is encoded again when a film needs it"
      )
    }
    for fault in outcome.unread {
      output.complain(
        "\(fault.file): cannot be read now (\(fault.reason)), left as it is; try again")
    }
    if outcome.isSecondAway { output.complain("the second place is away and was not looked at") }
    output.say(
      "\(Quantity.count(outcome.sound, "piece")) as they should be, "
        + "\(outcome.damaged.count) damaged and dropped, \(outcome.missing) missing")
  }

  /// The document of `prune --json`.
  private struct Done: Encodable {
    var count: Int
    var message: String
  }

  /// The document of `verify --json`.
  private struct Verdict: Encodable {
    var sound: Int
    var damaged: [Fault]
    var missing: Int
    var unread: [Fault]
    var second_away: Bool

    struct Fault: Encodable {
      var file: String
      var reason: String

      init(_ fault: PieceCheck.Fault) {
        file = fault.file
        reason = fault.reason
      }
    }

    init(_ outcome: PieceCheck.Outcome) {
      sound = outcome.sound
      damaged = outcome.damaged.map(Fault.init)
      missing = outcome.missing
      unread = outcome.unread.map(Fault.init)
      second_away = outcome.isSecondAway
    }
  }
}
