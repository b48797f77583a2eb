// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// The service's configuration while its file is read.
struct DaemonFields: ConfigFields {
  var config = DaemonConfig()

  mutating func set(_ key: DaemonKey, to scalar: Scalar) throws(Refusal) {
    switch key {
    case .memory: config.memoryCeiling = try amountOfMemory(scalar)
    case .workers: config.workers = try workers(scalar)
    case .analysisPriority: config.analysisPriority = try choice(scalar)
    case .hardware: config.hardware = try choice(scalar)
    case .memoryHigh: config.memoryHigh = try percentage(scalar)
    case .memoryLow: config.memoryLow = try percentage(scalar)
    case .pressureHold: config.pressureHold = try percentage(scalar)
    case .pressureSuspend: config.pressureSuspend = try percentage(scalar)
    case .pressureStop: config.pressureStop = try percentage(scalar)
    case .quiet: config.quietSeconds = try pause(scalar, in: 1...3600)
    case .poll: config.pollSeconds = try pause(scalar, in: 1...3600)
    case .reconcile: config.reconcileSeconds = try pause(scalar, in: 10...86_400)
    case .rerender: config.rerender = try rerender(scalar)
    case .cacheSize: config.cacheSize = try cacheSize(scalar)
    case .cacheDirectory: config.cacheDirectory = try cacheDirectory(scalar)
    case .secondCacheDirectory: config.secondCacheDirectory = try secondCacheDirectory(scalar)
    case .secondCacheSize: config.secondCacheSize = try cacheSize(scalar)
    case .status: config.status = try statusWish(scalar)
    case .metrics: config.metricsFile = try metricsFile(scalar)
    case .log: config.logLevel = (try choice(scalar) as Verbosity).rawValue
    case .folders: preconditionFailure("\(key.rawValue) is a list")
    }
  }

  mutating func clear(_ key: DaemonKey) { config.folders = [] }

  mutating func append(_ item: Scalar, isAlone: Bool, to key: DaemonKey) throws(Refusal) {
    config.folders.append(try dropFolder(item))
  }

  mutating func settle(_ lines: KeyLines<DaemonKey>) -> [Contradiction] {
    thresholdContradictions(lines) + folderContradictions(lines.items[.folders] ?? [])
      + [secondCacheContradiction(lines)].compactMap { $0 }
  }

  private func workers(_ scalar: Scalar) throws(Refusal) -> Int? {
    if scalar.text.lowercased() == "auto" { return nil }
    return try wholeNumber(scalar, in: 1...256)
  }

  private func cacheDirectory(_ scalar: Scalar) throws(Refusal) -> String? {
    scalar.text.lowercased() == "auto" ? nil : try folder(scalar, called: "the cache")
  }

  private func secondCacheDirectory(_ scalar: Scalar) throws(Refusal) -> String? {
    scalar.text.lowercased() == "none" ? nil : try folder(scalar, called: "the second cache")
  }

  /// The collector reads no other names.
  private func metricsFile(_ scalar: Scalar) throws(Refusal) -> String? {
    if ["none", "off"].contains(scalar.text.lowercased()) { return nil }
    let path = try folder(scalar, called: "the file of the metrics")
    guard path.hasSuffix(".prom"), !path.hasSuffix("/.prom") else {
      throw Refusal(reason: "the collector reads files that end in .prom alone")
    }
    return path
  }

  /// What it holds would be taken for footage, or for the first cache's own.
  private func secondCacheContradiction(_ lines: KeyLines<DaemonKey>) -> Contradiction? {
    guard let second = config.secondCacheDirectory, let line = lines[.secondCacheDirectory] else {
      return nil
    }
    let path = Array(second.utf8)
    let drop = config.folders.first {
      path == Array($0.utf8) || Self.isInside(path, Array($0.utf8))
    }
    if let drop {
      return Contradiction(
        line: line,
        problem: "\(excerpt(second)) lies in \(excerpt(drop)), which is a drop folder",
        remedy: "name a folder outside all drop folders")
    }
    guard let first = config.cacheDirectory,
      path == Array(first.utf8) || Self.isInside(path, Array(first.utf8))
        || Self.isInside(Array(first.utf8), path)
    else { return nil }
    return Contradiction(
      line: line,
      problem: "\(excerpt(second)) and cache_directory \(excerpt(first)) are not two places",
      remedy: "name a folder on another, larger disk")
  }

  private func thresholdContradictions(_ lines: KeyLines<DaemonKey>) -> [Contradiction] {
    var found: [Contradiction] = []
    if config.memoryLow >= config.memoryHigh, let line = lines[.memoryLow] ?? lines[.memoryHigh] {
      found.append(
        Contradiction(
          line: line,
          problem:
            "memory_low (\(config.memoryLow)) is not below memory_high (\(config.memoryHigh))",
          remedy: "make memory_low the smaller one, for example 10 below memory_high"))
    }
    if config.pressureSuspend >= config.pressureStop,
      let line = lines[.pressureSuspend] ?? lines[.pressureStop]
    {
      found.append(
        Contradiction(
          line: line,
          problem: "pressure_suspend (\(config.pressureSuspend)) is not below "
            + "pressure_stop (\(config.pressureStop)), so that workers would be ended "
            + "before they are suspended",
          remedy: "make pressure_suspend the smaller one"))
    }
    return found
  }

  /// A file must have one drop folder, or two of them would make its film.
  private func folderContradictions(_ lines: [Int]) -> [Contradiction] {
    var found: [Contradiction] = []
    for (index, folder) in config.folders.enumerated() {
      for (earlier, other) in config.folders[..<index].enumerated() {
        let line = lines[index]
        let place = lines[earlier] == line ? "" : " (line \(lines[earlier]))"
        let (path, otherPath) = (Array(folder.utf8), Array(other.utf8))
        if path == otherPath {
          found.append(
            Contradiction(
              line: line, problem: "\(excerpt(folder)) is listed twice\(place)",
              remedy: "delete one of the two"))
        } else if Self.isInside(path, otherPath) || Self.isInside(otherPath, path) {
          let (inner, outer) = path.count > otherPath.count ? (folder, other) : (other, folder)
          found.append(
            Contradiction(
              line: line,
              problem: "\(excerpt(inner)) lies inside \(excerpt(outer))\(place), "
                + "which is a drop folder too",
              remedy: "delete one of the two; a drop folder is watched with all folders in it"))
        }
      }
    }
    return found
  }

  /// By bytes, as the kernel tells folders apart.
  private static func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
    path.starts(with: folder + [UInt8(ascii: "/")])
  }

  /// How much is logged; the names are those of the log's own levels.
  private enum Verbosity: String, CaseIterable {
    case debug, info, notice, warning, error
  }
}
