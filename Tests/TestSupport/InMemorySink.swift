// SPDX-License-Identifier: GPL-3.0-or-later

package import Logging
internal import Synchronization

/// Keeps the records of one test.
package final class InMemorySink: LogSink {
  private let kept = Mutex<[LogRecord]>([])

  package init() {}

  package var records: [LogRecord] { kept.withLock { $0 } }

  package func write(_ record: LogRecord) { kept.withLock { $0.append(record) } }
}
