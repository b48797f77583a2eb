// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Linux
internal import Status

/// The file of figures that the node exporter's textfile collector reads; a place that cannot be written to stops nothing.
struct MetricsFile: Sendable {
  let path: Path
  /// What the caller was told last, so as not to be told each time.
  private var told: Int32?

  init(_ path: Path) { self.path = path }

  /// Replaces the file in one step; a failure is thrown once, and again only after a success or for another reason.
  ///
  /// A file of that name that somebody else wrote is left alone and counts as `EEXIST`.
  mutating func write(_ metrics: Metrics) throws(SystemError) {
    do throws(SystemError) {
      guard try isOurs else { throw SystemError(errno: EEXIST, call: "rename", path: path) }
      // The exporter is another user.
      var file = try OutputFile.create(in: path.parent ?? "/", permissions: 0o644)
      try file.write(Array(metrics.text.utf8))
      try file.publish(as: path.name, replacing: true)
      told = nil
    } catch {
      guard error.errno != told else { return }
      told = error.errno
      throw error
    }
  }

  /// Takes it away: nobody answers for what it says any more.
  func remove() {
    guard (try? isOurs) == true else { return }
    try? Directory.remove(path)
  }

  /// Whether nothing has the name, or figures of ours.
  private var isOurs: Bool {
    get throws(SystemError) {
      do throws(SystemError) {
        let start = try OpenFile(named: path).bytes(at: 0, count: Self.mark.utf8.count)
        return start.isEmpty || start == Array(Self.mark.utf8)
      } catch {
        guard error.isMissing else { throw error }
        return true
      }
    }
  }

  private static let mark = "# HELP montaged_"
}
