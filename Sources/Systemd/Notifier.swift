// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSystemd
internal import Glibc

/// Tells the service manager how the service is; does nothing when none asked (`NOTIFY_SOCKET`).
package struct Notifier: Sendable {
  package init() {}

  /// Start-up is over.
  package func ready(status: String) { send(["READY=1", field("STATUS", status)]) }

  /// One line for `systemctl status`.
  package func status(_ text: String) { send([field("STATUS", text)]) }

  /// A reload begins; `ready` ends it.
  package func reloading() {
    // A manager that asked for the reload itself takes only a message younger than its request.
    send(["RELOADING=1", "MONOTONIC_USEC=\(Self.monotonicMicroseconds)"])
  }

  /// The service is shutting down.
  package func stopping() { send(["STOPPING=1"]) }

  /// Proves that the service is alive, once more within the watchdog's time.
  package func watchdog() { send(["WATCHDOG=1"]) }

  /// Asks to be restarted, because the service found itself broken.
  package func fail() { send(["WATCHDOG=trigger"]) }

  /// Asks for more time to start or stop, counted from now.
  package func extendTimeout(by time: Duration) {
    send(["EXTEND_TIMEOUT_USEC=\(time.microseconds)"])
  }

  /// How often to call `watchdog`: half the manager's patience; nil when it watches nothing.
  package var watchdogInterval: Duration? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return .microseconds(Int64(clamping: microseconds / 2))
  }

  private static var monotonicMicroseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000 + now.tv_nsec / 1000
  }

  private func send(_ lines: [String]) {
    // Its failure is not the service's: the manager's own time-out reports what matters.
    _ = sd_notify(0, lines.joined(separator: "\n"))
  }

  /// A newline in a value would start another field.
  private func field(_ name: String, _ value: String) -> String {
    let line = value.split { $0.isNewline }.joined(separator: " ")
    return "\(name)=\(line)"
  }
}

extension Duration {
  fileprivate var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
