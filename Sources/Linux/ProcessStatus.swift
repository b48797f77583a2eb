// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc

/// What another process is doing at one moment, from `/proc/PID`.
package struct ProcessStatus: Hashable, Sendable {
  package var state: State
  /// Of all its threads, in user and kernel mode.
  package var processorTime: Duration
  /// Bytes in memory.
  package var resident: Int64
  /// Bytes of these that belong to files, such as libraries, which others may share.
  package var shared: Int64

  package init(state: State, processorTime: Duration, resident: Int64 = 0, shared: Int64 = 0) {
    self.state = state
    self.processorTime = processorTime
    self.resident = resident
    self.shared = shared
  }

  /// What its threads do: what the busiest of them does.
  package enum State: Hashable, Sendable {
    /// At least one thread computes or waits for a processor.
    case runnable
    /// Every thread waits for something.
    case waiting
    /// Halted by a signal or a debugger.
    case halted
    case ended
  }

  /// Of a line of `/proc/PID/stat` and, if there is one, of `/proc/PID/statm`; nil when it is none.
  package init?(stat: String, statm: String = "") {
    // The name, in parentheses, may hold anything, parentheses too.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: end)...].split { $0 == " " || $0 == "\n" }
    // Fields count from the third, the state, on: 14 and 15 are the times, 24 the resident pages.
    guard fields.count > 21, let user = Int64(fields[11]), let system = Int64(fields[12]),
      let pages = Int64(fields[21]), let state = State(letter: fields[0])
    else { return nil }
    let sizes = statm.split(separator: " ")
    let sharedPages = sizes.count > 2 ? Int64(sizes[2]) ?? 0 : 0
    self.init(
      state: state, processorTime: .milliseconds((user + system) * Self.tick),
      resident: pages * Self.page, shared: min(sharedPages, pages) * Self.page)
  }

  /// Milliseconds; the kernel counts in hundredths of a second whatever its clock does.
  private static let tick: Int64 = 10
  private static let page = Int64(sysconf(Int32(_SC_PAGESIZE)))
}

extension ProcessStatus.State {
  init?(letter: Substring) {
    switch letter {
    case "R": self = .runnable
    case "S", "D", "I", "P", "K", "W": self = .waiting
    case "T", "t": self = .halted
    case "Z", "X", "x": self = .ended
    default: return nil
    }
  }
}

/// Looks at one other process again and again.
///
/// Its files are opened at once: a process that hides itself later (`PR_SET_DUMPABLE` where `/proc` is mounted
/// with `hidepid`) can still be read through them.
package final class ProcessObserver: Sendable {
  private let identifier: Int32
  private let stat: FileDescriptor
  private let statm: FileDescriptor

  package init(_ identifier: Int32) throws(SystemError) {
    let folder = Path("/proc/\(identifier)")
    let stat = try FileDescriptor.open(folder.joining("stat"))
    let statm = try FileDescriptor.open(folder.joining("statm"))
    self.identifier = identifier
    self.stat = stat
    self.statm = statm
  }

  /// Nil when the process is gone.
  package func status() -> ProcessStatus? {
    guard let line = text(stat) else { return nil }
    var status = ProcessStatus(stat: line, statm: text(statm) ?? "")
    if status?.state == .waiting, hasRunnableThread { status?.state = .runnable }
    return status
  }

  /// The first thread often only waits for the others.
  private var hasRunnableThread: Bool {
    let folder = Path("/proc/\(identifier)/task")
    let threads = (try? Directory.entries(folder)) ?? []
    return threads.contains { thread in
      let file = folder.joining(thread.name).joining("stat")
      guard let bytes = try? file.contents(limit: Self.longestLine) else { return false }
      return ProcessStatus(stat: String(decoding: bytes, as: UTF8.self))?.state == .runnable
    }
  }

  private func text(_ file: borrowing FileDescriptor) -> String? {
    guard let bytes = try? file.pread(at: 0, count: Self.longestLine), !bytes.isEmpty else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let longestLine = 4096
}
