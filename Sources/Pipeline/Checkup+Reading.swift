// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
package import Linux
internal import Media
internal import Resources
internal import Settings
internal import Watching
internal import Workers

extension Checkup {
  /// Looks at this machine; `configFile` is nil for the usual one, which need not be there.
  package static func read(configFile: Path?, environment: [String: String]) async -> Checkup {
    let places = StorePlaces(environment: serviceEnvironment(environment))
    var checkup = Checkup(state: Place(reading: places.state), cache: Place(reading: places.cache))
    checkup.config = Config(reading: configFile)
    checkup.folders = checkup.settings.folders.map { Folder(reading: Path($0)) }
    checkup.second = (checkup.settings.secondCacheDirectory.map { Path($0) } ?? places.second)
      .map { Second(reading: $0) }
    checkup.worker = await askWorker()
    checkup.device = await askDevice(checkup.settings.hardware)
    checkup.landlock = Landlock.version
    checkup.pressure = text("/proc/pressure/memory").flatMap(Pressure.init)
    checkup.memory = try? MemoryReadings.read()
    checkup.service = serviceGroup
    checkup.watchLimit = text("/proc/sys/fs/inotify/max_user_watches")
      .flatMap { Int($0.prefix { $0.isNumber }) }
    checkup.hasJournal =
      environment["JOURNAL_STREAM"] != nil
      || (try? FileStatus.read("/run/systemd/journal/socket")) != nil
    checkup.isRoot = (try? FileStatus.read("/proc/self", followingLinks: true))?.user == 0
    return checkup
  }

  /// The service's own folders, where an installation has them, rather than those of who asks.
  private static func serviceEnvironment(_ environment: [String: String]) -> [String: String] {
    var environment = environment
    for (variable, path) in [
      ("STATE_DIRECTORY", "/var/lib/montaged"), ("CACHE_DIRECTORY", "/var/cache/montaged"),
    ] where environment[variable] == nil {
      let isThere = (try? FileStatus.read(Path(path), followingLinks: true)) != nil
      if isThere { environment[variable] = path }
    }
    return environment
  }

  private static var serviceGroup: ControlGroup? {
    let folder: Path = "/sys/fs/cgroup/system.slice/montaged.service"
    let files = ControlGroup.Version2(
      max: text(folder.joining("memory.max")), high: text(folder.joining("memory.high")))
    return files == ControlGroup.Version2() ? nil : ControlGroup(version2: files)
  }

  /// Whether a worker tells of a tiny song what it is.
  private static func askWorker() async -> Worker {
    let program: Path
    do throws(SystemError) {
      program = try WorkerProgram.locate()
    } catch {
      return .missing(error)
    }
    do {
      let file = try FileDescriptor.memory(name: "silence")
      try file.writeAll(silence)
      let open = try file.reopened()
      _ = try await WorkerPool(executable: program, width: 1).run(ProbeJob(), inputs: [open])
      return .answered
    } catch let failure as JobFailure {
      return .failed([failure.reason.rawValue, failure.detail].joined(separator: " "))
    } catch {
      return .failed("\(error)")
    }
  }

  /// Whether a worker decodes as it should with the device that the service would use.
  private static func askDevice(_ hardware: Hardware) async -> Device {
    guard hardware != .off else { return .unwanted }
    do {
      let film = try FileDescriptor.memory(name: "film")
      let pool = WorkerPool(
        executable: try WorkerProgram.locate(), width: 1, hardware: hardware)
      let answer = try await pool.run(DeviceJob(), inputs: [], outputs: [film.raw])
      withExtendedLifetime(film) {}
      return .answered(answer)
    } catch let failure as JobFailure {
      return .failed([failure.reason.rawValue, failure.detail].joined(separator: " "))
    } catch {
      return .failed("\(error)")
    }
  }

  /// A tenth of a second of silence as a WAV file: 8000 samples a second of 16 bits, one channel.
  private static let silence: [UInt8] = {
    func number(_ value: UInt32, bytes: Int) -> [UInt8] {
      (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
    let samples = [UInt8](repeating: 0, count: 1600)
    let count = UInt32(samples.count)
    var file = Array("RIFF".utf8) + number(36 + count, bytes: 4) + Array("WAVEfmt ".utf8)
    file += number(16, bytes: 4) + number(1, bytes: 2) + number(1, bytes: 2)
    file += number(8000, bytes: 4) + number(16_000, bytes: 4) + number(2, bytes: 2)
    file += number(16, bytes: 2) + Array("data".utf8) + number(count, bytes: 4)
    return file + samples
  }()

  fileprivate static func text(_ path: Path) -> String? {
    (try? path.contents(limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Checkup.Config {
  fileprivate init(reading file: Path?) {
    let path = file ?? Path(DaemonConfig.defaultFile)
    do {
      let bytes = try path.contents(limit: Project.longestConfig)
      self = .right(path, try DaemonConfig(file: path.display, bytes: bytes))
    } catch let error as ConfigError {
      self = .wrong(path, error)
    } catch let error as SystemError {
      guard error.isMissing else {
        self = .unreadable(path, error)
        return
      }
      self = file == nil ? .standard : .missing(path)
    } catch {
      self = .unreadable(path, SystemError(errno: 0, call: "read", path: path))
    }
  }
}

extension Checkup.Folder {
  fileprivate init(reading path: Path) {
    self.init(path: path)
    do throws(SystemError) {
      let status = try FileStatus.read(path, followingLinks: true)
      isFolder = status.kind == .directory
      guard isFolder else { return }
      if status.permissions & 0o030 == 0o030, !PeerCredentials.own.groups.contains(status.group) {
        otherGroup = AccountName.group(status.group) ?? "#\(status.group)"
      }
      _ = try Directory.entries(path)
      fileSystem = try FileSystem.read(path)
    } catch {
      self.error = error
      return
    }
    writing = Checkup.writingError(in: path)
    watches = Self.folders(below: path)
  }

  /// Folders that a watcher would enter.
  private static func folders(below root: Path) -> Int {
    var count = 0
    var waiting = [Path(bytes: [])]
    while let path = waiting.popLast(), count < mostFolders {
      count += 1
      // What cannot be read is not watched, either.
      let entries = (try? Directory.entries(root.joining(path))) ?? []
      for entry in entries where entry.kind == .directory {
        let below = path.joining(entry.name)
        if FolderRule(below) != .skip { waiting.append(below) }
      }
    }
    return count
  }

  /// More than kernels let one user watch by default, and what a disk lists in seconds.
  private static let mostFolders = 500_000
}

extension Checkup.Place {
  /// The service makes the folder where there is none yet.
  fileprivate init(reading wanted: Path) {
    self.init(path: wanted)
    var place = wanted
    while (try? FileStatus.read(place, followingLinks: true)) == nil, let above = place.parent {
      place = above
    }
    error = Checkup.writingError(in: place)
    fileSystem = try? FileSystem.read(place)
  }
}

extension Checkup.Second {
  fileprivate init(reading path: Path) {
    self.init(path: path)
    do throws(SystemError) {
      _ = try FileDescriptor.open(path, .directory)
      fileSystem = try FileSystem.read(path)
    } catch {
      self.error = error
      return
    }
    isMarked = (try? FileStatus.read(path.joining(SecondPlace.marker))) != nil
    // Where the disk may be away nothing is tried.
    if isMarked { writing = Checkup.writingError(in: path) }
  }
}

extension Checkup {
  /// Why no file can be made in a folder; one that could be is gone again.
  fileprivate static func writingError(in folder: Path) -> SystemError? {
    do throws(SystemError) {
      _ = try OutputFile.create(in: folder)
      return nil
    } catch {
      return error
    }
  }
}
