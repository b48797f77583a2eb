// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// What an administrator sets for the whole service, in `/etc/montaged/montaged.yaml`.
package struct DaemonConfig: Hashable, Sendable {
  /// Absolute paths of the drop folders.
  package var folders: [String] = []
  /// Bytes that the daemon and its workers may use together.
  package var memoryCeiling: Int64 = 512 << 20
  /// Most workers at a time; nil for one per core.
  package var workers: Int?
  package var analysisPriority = Priority.idle
  /// What may decode pictures in place of the processor.
  package var hardware = Hardware.off
  /// Percent of the memory that may be used at all: nothing is admitted above, until it has fallen below.
  package var memoryHigh = 85
  package var memoryLow = 75
  /// Percent of time in which some task waited for memory: nothing more is admitted above it.
  package var pressureHold = 10
  /// Percent of time in which every task waited: workers are suspended above it.
  package var pressureSuspend = 5
  /// As `pressureSuspend`: workers are ended above it, and their jobs queued again.
  package var pressureStop = 20
  /// Seconds without a change after a file was closed.
  package var quietSeconds = 2
  /// Seconds between two looks where changes are not reported.
  package var pollSeconds = 10
  /// Seconds between two looks although nothing was reported.
  package var reconcileSeconds = 300
  /// When new footage makes a film anew, unless its config says otherwise.
  package var rerender = Rerender.after(seconds: 3600)
  /// How much of its disk the cache of encoded footage may take.
  package var cacheSize = CacheSize.share(percent: 10)
  /// An absolute path in place of the service's own cache folder.
  package var cacheDirectory: String?
  /// An absolute path for what the cache has no room for; nil for no such place.
  package var secondCacheDirectory: String?
  /// How much of its disk that may take.
  package var secondCacheSize = CacheSize.share(percent: 50)
  /// Whether `status.txt` and `status.html` are written into the drop folders, and pages into the projects.
  package var status = StatusWish.on
  /// An absolute path of a file of figures for Prometheus; nil for none.
  package var metricsFile: String?
  /// `debug`, `info`, `notice`, `warning` or `error`.
  package var logLevel = "info"

  package init() {}

  /// Reads the file; `folders` may be empty, because the command line may name them.
  ///
  /// Throws everything that is wrong with it at once.
  package init(file: String, bytes: [UInt8]) throws(ConfigError) {
    self = try ConfigDecoder(file: file, bytes: bytes, into: DaemonFields()).checked().config
  }

  /// Where an installation keeps it.
  package static let defaultFile = "/etc/montaged/montaged.yaml"

  /// How far analysis stands back for the machine's other work.
  package enum Priority: String, Hashable, Sendable, CaseIterable {
    /// Runs when nobody else wants to, but never starves.
    case idle
    case low
    case normal
  }
}

/// A limit of room on a disk.
package enum CacheSize: Hashable, Sendable {
  /// Of the whole file system.
  case share(percent: Int)
  case bytes(Int64)

  /// The limit in bytes on a file system of `total` bytes.
  package func limit(of total: Int64) -> Int64 {
    switch self {
    case .share(let percent): total / 100 * Int64(percent)
    case .bytes(let bytes): bytes
    }
  }
}

/// When new footage leads to a new film.
package enum Rerender: Hashable, Sendable {
  case never
  /// Once no footage has come for so long.
  case after(seconds: Int)
}
