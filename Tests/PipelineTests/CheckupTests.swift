// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import Resources
import Settings
import TestSupport
import Testing

@testable import Linux
@testable import Pipeline

struct CheckupTests {
  private typealias State = Checkup.Finding.State

  /// A machine on which everything is as it should be.
  private func fit() throws -> Checkup {
    let disk = FileSystem(kind: .local, available: 100 << 30, total: 200 << 30)
    var place = Checkup.Place(path: "/var/lib/montaged")
    place.fileSystem = disk
    var checkup = Checkup(state: place, cache: place)
    var config = DaemonConfig()
    config.folders = ["/srv/drop"]
    checkup.config = .right("/etc/montaged/montaged.yaml", config)
    var folder = Checkup.Folder(path: "/srv/drop")
    folder.fileSystem = disk
    folder.watches = 12
    checkup.folders = [folder]
    checkup.landlock = 4
    let none = Pressure.Stall(average10: 0, average60: 0, average300: 0)
    checkup.pressure = Pressure(some: none, full: none)
    checkup.memory = MemoryReadings(memory: MemoryInfo(total: 8 << 30, available: 6 << 30))
    checkup.watchLimit = 65_536
    return checkup
  }

  @Test func `a machine that is fit has nothing to mend`() throws {
    let findings = try fit().findings
    #expect(findings.filter { $0.state != .ok } == [])
    #expect(findings.filter { $0.remedy != nil } == [])
    #expect(
      findings.map(\.name) == [
        "configuration", "drop folder /srv/drop", "watches", "state folder /var/lib/montaged",
        "cache folder /var/lib/montaged", "worker", "sandbox", "hardware decoding", "memory",
        "pressure", "journal",
      ])
  }

  /// One thing that is not as it should be, and what is said about it.
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var state: Checkup.Finding.State
    var words: String
    var change: @Sendable (inout Checkup) -> Void

    init(
      _ name: String, _ state: Checkup.Finding.State, _ words: String,
      change: @escaping @Sendable (inout Checkup) -> Void
    ) {
      (self.name, self.state, self.words, self.change) = (name, state, words, change)
    }

    var testDescription: String { "\(name): \(words)" }
  }

  private static let denied = SystemError(errno: EACCES, call: "open")
  private static let full = SystemError(errno: ENOSPC, call: "open")
  private static let missing = SystemError(errno: ENOENT, call: "statx")
  private static let wrong = ConfigError([
    ConfigProblem(file: "m", line: 1, problem: "unknown key \"x\"", remedy: "y")
  ])

  private static func disk(_ kind: FileSystemKind, _ mebibytes: Int64 = 10_000) -> FileSystem {
    FileSystem(kind: kind, available: mebibytes << 20, total: 1 << 40)
  }

  private static func second(_ change: (inout Checkup.Second) -> Void) -> Checkup.Second {
    var second = Checkup.Second(path: "/mnt/big")
    second.isMarked = true
    second.fileSystem = disk(.network)
    change(&second)
    return second
  }

  static let faults: [Fault] = [
    Fault("user", .warning, "root may read") { $0.isRoot = true },
    Fault("configuration", .warning, "there is no /etc/montaged/montaged.yaml") {
      $0.config = .standard
    },
    Fault("second cache folder /mnt/big", .warning, "it is away (") {
      $0.second = second { $0.error = missing }
    },
    Fault("second cache folder /mnt/big", .warning, "it holds no .montaged-cache") {
      $0.second = second { $0.isMarked = false }
    },
    Fault("second cache folder /mnt/big", .warning, "nothing can be written") {
      $0.second = second { $0.writing = full }
    },
    Fault("second cache folder /mnt/big", .warning, "only 100 MiB") {
      $0.second = second { $0.fileSystem = disk(.network, 100) }
    },
    Fault("drop folders", .warning, "names none") { $0.config = .right("m", DaemonConfig()) },
    Fault("configuration", .problem, "m: there is no such file") { $0.config = .missing("m") },
    Fault("configuration", .problem, "Permission denied") { $0.config = .unreadable("m", denied) },
    Fault("configuration", .problem, "a mistake, the first: unknown key \"x\"") {
      $0.config = .wrong("m", wrong)
    },
    Fault("drop folder /srv/drop", .problem, "there is no such folder") {
      $0.folders[0].error = missing
    },
    Fault("drop folder /srv/drop", .problem, "cannot be read (Permission denied)") {
      $0.folders[0].error = denied
    },
    Fault("drop folder /srv/drop", .warning, "the group media may write there") {
      $0.folders[0].writing = denied
      $0.folders[0].otherGroup = "media"
    },
    Fault("drop folder /srv/drop", .warning, "the group media may write there") {
      $0.folders[0].error = denied
      $0.folders[0].otherGroup = "media"
    },
    Fault("drop folder /srv/drop", .problem, "it is a file") { $0.folders[0].isFolder = false },
    Fault("drop folder /srv/drop", .problem, "nothing can be written there (Permission denied)") {
      $0.folders[0].writing = denied
    },
    Fault("drop folder /srv/drop", .ok, "on a network file system, so that it is looked at every") {
      $0.folders[0].fileSystem = disk(.network)
    },
    Fault("drop folder /srv/drop", .ok, "on a FUSE file system") {
      $0.folders[0].fileSystem = disk(.userSpace)
    },
    Fault("drop folder /srv/drop", .warning, "only 1000 MiB are free") {
      $0.folders[0].fileSystem = disk(.local, 1000)
    },
    Fault("drop folder /srv/drop", .problem, "only 100 MiB are free") {
      $0.folders[0].fileSystem = disk(.overlay, 100)
    },
    Fault("watches", .warning, "40000 folders are watched, and the kernel allows 65536") {
      $0.folders[0].watches = 40_000
    },
    Fault("watches", .warning, "so that folders are polled instead") { $0.watchLimit = 11 },
    Fault("state folder /var/lib/montaged", .problem, "not safe on a network") {
      $0.state.fileSystem = disk(.network)
    },
    Fault("state folder /var/lib/montaged", .warning, "container's own layer") {
      $0.state.fileSystem = disk(.overlay)
    },
    Fault("cache folder /var/lib/montaged", .problem, "No space left") { $0.cache.error = full },
    Fault("cache folder /var/lib/montaged", .problem, "not safe on a network or FUSE") {
      $0.cache.fileSystem = disk(.userSpace)
    },
    Fault("worker", .problem, "is not where it should be") { $0.worker = .missing(missing) },
    Fault("worker", .problem, "(crashed exit 127)") { $0.worker = .failed("crashed exit 127") },
    Fault("sandbox", .warning, "no Landlock") { $0.landlock = nil },
    Fault("hardware decoding", .ok, "vaapi decodes H.264 as the processor does") {
      $0.device = .answered(.right("vaapi"))
    },
    Fault("hardware decoding", .warning, "vaapi does not decode H.264") {
      $0.device = .answered(.wrong("vaapi"))
    },
    Fault("hardware decoding", .warning, "does not open (cuda: Unknown error)") {
      $0.device = .answered(.closed("cuda: Unknown error"))
    },
    Fault("hardware decoding", .warning, "there is no device for hardware: qsv") {
      var config = $0.settings
      config.hardware = .qsv
      $0.config = .right("m", config)
      $0.device = .answered(.missing)
    },
    Fault("hardware decoding", .ok, "there is no device, so that") {
      var config = $0.settings
      config.hardware = .auto
      $0.config = .right("m", config)
      $0.device = .answered(.missing)
    },
    Fault("hardware decoding", .warning, "is lost (crashed signal 11)") {
      $0.device = .failed("crashed signal 11")
    },
    Fault("memory", .problem, "/proc/meminfo cannot be read") { $0.memory = nil },
    Fault("memory", .warning, "but there are only 256 MiB") {
      $0.memory = MemoryReadings(memory: MemoryInfo(total: 256 << 20, available: 200 << 20))
    },
    Fault("memory", .warning, "other programs leave only 0 MiB") {
      $0.memory = MemoryReadings(memory: MemoryInfo(total: 8 << 30, available: 1 << 20))
    },
    Fault("memory", .warning, "little for footage in 4K") {
      var config = $0.settings
      config.memoryCeiling = 256 << 20
      $0.config = .right("m", config)
    },
    Fault("service limit", .ok, "allows 1024 MiB") {
      $0.service = ControlGroup(room: nil, limit: 1 << 30, processors: nil)
    },
    Fault("service limit", .problem, "allows 300 MiB, less than memory: 512M") {
      $0.service = ControlGroup(room: nil, limit: 300 << 20, processors: nil)
    },
    Fault("pressure", .warning, "does not tell") { $0.pressure = nil },
    Fault("journal", .warning, "there is no journal") { $0.hasJournal = false },
  ]

  @Test(arguments: faults)
  func `a fault is told with what to do, and only that one`(fault: Fault) throws {
    var checkup = try fit()
    fault.change(&checkup)
    let finding = try #require(checkup.findings.first { $0.name == fault.name })
    #expect(finding.state == fault.state)
    #expect(finding.detail.contains(fault.words), "\(finding.detail)")
    #expect((finding.remedy == nil) == (fault.state == .ok))
    let others = checkup.findings.filter { $0.name != fault.name && $0.state != .ok }
    // Without a configuration there are no drop folders, either.
    #expect(others.allSatisfy { $0.name == "drop folders" }, "\(others)")
  }

  @Test func `every ok machine may poll a share without watches`() throws {
    var checkup = try fit()
    checkup.folders[0].fileSystem = Self.disk(.network)
    #expect(!checkup.findings.contains { $0.name == "watches" })
  }

  @Test func `this machine is read as it is`() async throws {
    let tree = try Tree("drop/a/clip.mp4", "drop/montages/montage.mp4", "drop/.hidden/x", "file")
    let drop = tree.path.joining("drop")
    try tree.write(
      "folders: [\(drop), \(tree.path)/file, \(tree.path)/none]\nhardware: v4l2m2m", to: "m.yaml")
    let checkup = await Checkup.read(
      configFile: tree.path.joining("m.yaml"),
      environment: [
        "MONTAGED_STATE_DIR": tree.folder.file("state/deep"),
        "MONTAGED_CACHE_DIR": tree.folder.file("cache"),
      ])
    let states = checkup.findings.filter { $0.name.hasPrefix("drop folder") }.map(\.state)
    #expect(states[0] != .problem && states.dropFirst().allSatisfy { $0 == .problem })
    #expect(checkup.folders.map(\.isFolder) == [true, false, true])
    let device = checkup.findings.first { $0.name == "hardware decoding" }
    if !FileManager.default.fileExists(atPath: "/dev/video0") {
      #expect(device?.detail == "there is no device for hardware: v4l2m2m")
    }
    // The folder, `a` and `montages`.
    #expect(checkup.folders[0].watches == 3)
    #expect(checkup.state.path == Path(tree.folder.file("state/deep")))
    #expect(checkup.state.error == nil && checkup.cache.error == nil)
    #expect((checkup.memory?.total ?? 0) > 0)
    let worker = try #require(checkup.findings.first { $0.name == "worker" })
    #expect(worker.state == .ok, "\(worker.detail)")
    #expect(tree.names("drop").sorted() == [".hidden", "a", "montages"], "nothing is left behind")
    #expect(!tree.names("").contains("state"), "nothing is made")
  }
}
