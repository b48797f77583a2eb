// SPDX-License-Identifier: GPL-3.0-or-later

/// Where records go: the journal, standard error, a test's memory.
package protocol LogSink: Sendable {
  /// Takes a record from any thread and never fails: what cannot be delivered is lost.
  func write(_ record: LogRecord)
}
