// SPDX-License-Identifier: GPL-3.0-or-later

internal import CSystemd
internal import Glibc
package import Logging

/// Sends records to the journal with their fields, or to another sink while no journal takes them.
package struct JournalSink: LogSink {
  private let fallback: any LogSink

  package init(fallback: any LogSink = StandardErrorSink()) { self.fallback = fallback }

  /// Standard error leads to the journal, so the fields would be lost there.
  ///
  /// The variable is inherited: only its numbers tell whether this stream is still the one that it means.
  package static var isConnected: Bool {
    guard let variable = getenv("JOURNAL_STREAM") else { return false }
    var status = stat()
    guard fstat(STDERR_FILENO, &status) == 0 else { return false }
    return String(cString: variable) == "\(status.st_dev):\(status.st_ino)"
  }

  package func write(_ record: LogRecord) {
    let entries = JournalSink.entries(of: record).map { Array($0.utf8) }
    guard send(entries) else { return fallback.write(record) }
  }

  /// `NAME=value` for each field, as the journal stores it; ours begin with `MONTAGED_`.
  package static func entries(of record: LogRecord) -> [String] {
    let fields = record.fields.sorted { $0.key < $1.key }.map { "\(name($0.key))=\($0.value)" }
    return ["MESSAGE=\(record.message)", "PRIORITY=\(record.level.priority)"] + fields
  }

  /// The journal's own fields keep their names; it allows letters, digits and underscores.
  private static func name(_ key: String) -> String {
    let upper = String(
      key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return standardNames.contains(key) ? key : "MONTAGED_" + upper
  }

  private static let standardNames: Set<String> = ["MESSAGE_ID", "ERRNO", "SYSLOG_IDENTIFIER"]

  private func send(_ entries: [[UInt8]]) -> Bool {
    let copies = entries.map { (entry) -> UnsafeMutableRawBufferPointer in
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: entry.count, alignment: 1)
      copy.copyBytes(from: entry)
      return copy
    }
    defer { copies.forEach { $0.deallocate() } }
    let vectors = copies.map { iovec(iov_base: $0.baseAddress, iov_len: $0.count) }
    return sd_journal_sendv(vectors, Int32(vectors.count)) >= 0
  }
}
