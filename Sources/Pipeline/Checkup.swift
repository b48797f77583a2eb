// SPDX-License-Identifier: GPL-3.0-or-later

package import Jobs
package import Linux
package import Resources
package import Settings

/// Whether a machine is fit for the service: what was read of it, and what follows from that.
package struct Checkup: Sendable {
  package var config = Config.standard
  package var folders: [Folder] = []
  package var state: Place
  package var cache: Place
  /// The second folder of the cache; nil when there is none.
  package var second: Second?
  package var worker = Worker.answered
  package var device = Device.unwanted
  /// The kernel's interface version; nil without Landlock.
  package var landlock: Int?
  /// What `/proc/pressure/memory` says; nil when it says nothing.
  package var pressure: Pressure?
  package var memory: MemoryReadings?
  /// What the service manager allows the service; nil when that cannot be told.
  package var service: ControlGroup?
  /// Folders that one user may watch; nil when that cannot be told.
  package var watchLimit: Int?
  package var hasJournal = true
  /// The checks were made with the rights of root, which the service does not have.
  package var isRoot = false

  package init(state: Place, cache: Place) {
    self.state = state
    self.cache = cache
  }

  /// The service's configuration file.
  package enum Config: Sendable {
    /// There is no file in its usual place.
    case standard
    case missing(Path)
    case unreadable(Path, SystemError)
    case wrong(Path, ConfigError)
    case right(Path, DaemonConfig)
  }

  /// A drop folder.
  package struct Folder: Sendable {
    package var path: Path
    /// Why it cannot be used; nil when it can.
    package var error: SystemError?
    package var isFolder = true
    /// Why nothing can be written there; nil when it can.
    package var writing: SystemError?
    /// The group that may write there, when whoever asks is not in it; the unit may put the service in.
    package var otherGroup: String?
    package var fileSystem: FileSystem?
    /// Folders in it that would be watched, itself among them.
    package var watches = 1

    package init(path: Path) { self.path = path }
  }

  /// A folder that the service keeps its own files in, or the nearest one above that there is.
  package struct Place: Sendable {
    package var path: Path
    package var error: SystemError?
    package var fileSystem: FileSystem?

    package init(path: Path) { self.path = path }
  }

  /// The second folder for pieces, which may be away.
  package struct Second: Sendable {
    package var path: Path
    /// Why it cannot be entered; nil when it can.
    package var error: SystemError?
    /// Whether the marker is there that the service puts into it.
    package var isMarked = false
    /// Why nothing can be written there; nil when it can, or was not tried.
    package var writing: SystemError?
    package var fileSystem: FileSystem?

    package init(path: Path) { self.path = path }
  }

  /// What became of a worker that was asked about a tiny file.
  package enum Worker: Sendable {
    case answered
    case missing(SystemError)
    case failed(String)
  }

  /// What became of a worker that was asked to decode with a device.
  package enum Device: Sendable {
    /// The configuration names none.
    case unwanted
    case answered(DeviceJob.Answer)
    case failed(String)
  }

  /// One thing that was looked at.
  package struct Finding: Sendable, Hashable {
    /// What was looked at, in a word or with a path.
    package var name: String
    package var state: State
    /// How it is, in one sentence.
    package var detail: String
    /// What to do; nil when there is nothing to do.
    package var remedy: String?

    package enum State: String, Sendable, Hashable, CaseIterable {
      case ok
      /// It works, but not as well as it could.
      case warning
      case problem
    }

    init(_ name: String, _ state: State, _ detail: String, _ remedy: String? = nil) {
      self.name = name
      self.state = state
      self.detail = detail
      self.remedy = remedy
    }
  }

  /// Everything that was looked at, in the order in which one would mend it.
  package var findings: [Finding] {
    let settings = settings
    return [userFinding, configFinding].compactMap(\.self) + folderFindings(settings)
      + [
        watchFinding, finding(state, "state folder", isState: true),
        finding(cache, "cache folder", isState: false), second.map(finding), workerFinding,
        landlockFinding, deviceFinding(settings.hardware),
        memoryFinding(settings), limitFinding(settings), pressureFinding, journalFinding,
      ].compactMap(\.self)
  }

  private func folderFindings(_ settings: DaemonConfig) -> [Finding] {
    // What a file with mistakes names is not known.
    if case .wrong = config { return [] }
    return settings.folders.isEmpty ? [Self.noFolders] : folders.map { finding($0, settings) }
  }

  /// The configuration that the service would have.
  package var settings: DaemonConfig {
    if case .right(_, let config) = config { config } else { DaemonConfig() }
  }

  private var userFinding: Finding? {
    guard isRoot else { return nil }
    return Finding(
      "user", .warning, "root may read and write what the service may not",
      "run it as the service's user: sudo -u montaged montagectl doctor")
  }

  private var configFinding: Finding {
    let name = "configuration"
    switch config {
    case .standard:
      return Finding(
        name, .warning,
        "there is no \(DaemonConfig.defaultFile), so that every key has its default",
        "make one that names your drop folders under folders:")
    case .missing(let path):
      return Finding(name, .problem, "\(path): there is no such file", "correct the path")
    case .unreadable(let path, let error):
      return Finding(
        name, .problem, "\(path): cannot be read (\(error.reason))", "check its permissions")
    case .wrong(let path, let error):
      let count = error.problems.count
      return Finding(
        name, .problem,
        "\(path): \(count == 1 ? "a mistake" : "\(count) mistakes"), the first: "
          + error.problems[0].problem,
        "see all with montagectl config check \(path)")
    case .right(let path, _): return Finding(name, .ok, "\(path) has no mistakes")
    }
  }

  private static let noFolders = Finding(
    "drop folders", .warning, "the configuration names none",
    "write one under folders:, or name it on the command line of montaged")
}
