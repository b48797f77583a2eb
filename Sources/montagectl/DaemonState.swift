// SPDX-License-Identifier: GPL-3.0-or-later

internal import Control
internal import Status

/// What the daemon says of itself and of its cache, as far as it answers.
struct DaemonState {
  var status: ServiceStatus?
  var cache: CacheStatus?
  /// Why there is no status.
  var absence = ""

  static func ask() async -> DaemonState {
    var state = DaemonState()
    let daemon = RunningDaemon()
    do {
      if case .status(let status) = try await daemon.ask(.status) { state.status = status }
      if case .cache(let cache) = try await daemon.ask(.cache) { state.cache = cache }
    } catch let refusal as DaemonRefusal {
      state.absence = refusal.sentence
    } catch {
      state.absence = "\(error)"
    }
    return state
  }
}
