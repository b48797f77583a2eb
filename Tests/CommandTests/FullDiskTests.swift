// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Disks that are full in the middle of a film: one sentence names the place, nothing is left behind, and with room the
/// film comes.
@Suite(.timeLimit(.minutes(5)))
struct FullDiskTests {
  /// Whether a mount of its own can be had.
  private static let canMount: Bool =
    (try? Shell.run("unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt")) != nil

  private static let piece =
    ": what is made of it cannot be written (pwrite: No space left on device); make room"

  /// Which folder lies on the small disk, how many KiB are free there, and what is said.
  static let disks = [
    ("cache", 0, "cache/cache.db: cannot be used ("),
    ("cache", 600, piece),
    (
      "project", 60,
      "project/montages: the film cannot be written (pwrite: No space left on device); make room"
    ),
    ("state", 40, "state/ledger.db: cannot be used ("),
  ]

  @Test(.enabled(if: canMount), arguments: disks)
  func `a full disk is told with its place, and a film comes when there is room`(
    folder: String, room: Int, sentence: String
  ) throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: "height: 720\nduration: 6\n")
    let script = """
      mkdir -p \(folder) && cp -r \(folder) filled && mount -t tmpfs -o size=100m none \(folder) || exit 99
      cp -r filled/. \(folder) && ! cat /dev/zero 2>/dev/null >\(folder)/rest || exit 99
      truncate -s -\(room)K \(folder)/rest || exit 99
      "$MONTAGECTL" make project; echo "status $?"
      find cache state project -name '.montaged-*' | sed 's/^/left: /'
      mount -o remount,size=500m none \(folder)
      "$MONTAGECTL" make project >/dev/null; echo "status $?"
      ls project/montages/montage.mp4 project/montages/montage.failed.txt 2>/dev/null
      """
    let program = try desk.shell("exec unshare -m sh -c '\(script.replacing("'", with: "'\\''"))'")
    #expect(program.complaints.count == 1, "\(program.errors)")
    #expect(program.errors.contains(sentence), "\(program.errors)")
    let lines = program.output.split(separator: "\n").filter {
      !$0.contains(": ") || $0.hasPrefix("left")
    }
    #expect(
      lines == ["status 73", "status 0", "project/montages/montage.mp4"], "\(program.output)")
  }
}
