// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
package import Logging

/// Writes one line for each record to standard error.
package struct StandardErrorSink: LogSink {
  private let hasPrefix: Bool

  /// With `hasPrefix`, lines begin with `<3>` to `<7>`, from which systemd takes the priority.
  package init(hasPrefix: Bool = true) { self.hasPrefix = hasPrefix }

  package func write(_ record: LogRecord) {
    let prefix = hasPrefix ? "<\(record.level.priority)>" : ""
    let line = Array("\(prefix)\(record.line)\n".utf8)
    // One call for the line, so that two threads' lines do not mix; a lost line is lost.
    _ = Glibc.write(STDERR_FILENO, line, line.count)
  }
}
