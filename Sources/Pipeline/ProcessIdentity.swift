// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux

/// One process of one boot of this machine, by which it is known who holds a lease, and whether he lives.
package struct ProcessIdentity: Hashable, Sendable {
  /// The kernel's name for this boot; empty where it tells none.
  package var boot: String
  package var process: Int
  /// When it was started, in the kernel's ticks: process ids are used again.
  package var start: String

  /// As it is written into leases.
  package var text: String { "\(boot) \(process) \(start)" }

  /// What `text` gave; nil for anything else.
  package init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, let process = Int(words[1]) else { return nil }
    self.init(boot: String(words[0]), process: process, start: String(words[2]))
  }

  init(boot: String, process: Int, start: String) {
    self.boot = boot
    self.process = process
    self.start = start
  }

  /// The process that asks.
  package static let current: ProcessIdentity = {
    let own = ProcessStatus.read("self")
    return ProcessIdentity(
      boot: currentBoot, process: own?.process ?? 0, start: own?.start ?? OutputFile.randomName)
  }()

  /// The kernel's name for this boot.
  package static let currentBoot: String = {
    let bytes = try? Path("/proc/sys/kernel/random/boot_id").contents(limit: 256)
    return String(decoding: bytes ?? [], as: UTF8.self).filter { !$0.isWhitespace }
  }()

  /// False once it has ended; one that this process may not see counts as ended.
  package var isAlive: Bool {
    guard boot == Self.currentBoot, let found = ProcessStatus.read(String(process)) else {
      return false
    }
    return found.start == start && !found.isDead
  }
}

/// The part of `/proc/PID/stat` that tells processes apart.
struct ProcessStatus: Hashable, Sendable {
  var process: Int
  var start: String
  /// It has ended, and its parent has not asked how.
  var isDead: Bool

  static func read(_ name: String) -> ProcessStatus? {
    guard let bytes = try? Path("/proc/\(name)/stat").contents(limit: 1 << 16) else { return nil }
    return ProcessStatus(String(decoding: bytes, as: UTF8.self))
  }

  /// Nil when the text is none of the kernel's.
  init?(_ text: String) {
    // The program's name is in brackets, and may hold brackets and blanks itself.
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"),
      let process = Int(text[..<open].filter { !$0.isWhitespace })
    else { return nil }
    let fields = text[text.index(after: close)...].split(whereSeparator: \.isWhitespace)
    // Fields are counted from 1, and the first one here is the third: the state.
    let startField = 22 - 3
    guard fields.count > startField else { return nil }
    self.process = process
    start = String(fields[startField])
    isDead = fields[0] == "Z" || fields[0] == "X"
  }
}
