// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux
internal import Pipeline
internal import Settings
internal import Status

/// What a report of a fault should bring along, without the names of anybody's files.
struct ReportBundle {
  private(set) var files: [File] = []
  private var redaction = Redaction(names: [])

  /// A text in the bundle.
  struct File {
    var name: String
    /// What it holds, in half a line.
    var meaning: String
    var content: [UInt8]
  }

  /// Looks at everything; what cannot be had is a file that says why.
  static func collect(configFile: Path?) async throws -> ReportBundle {
    var bundle = ReportBundle()
    let environment = ProcessInfo.processInfo.environment
    let checkup = await Checkup.read(configFile: configFile, environment: environment)
    let state = await DaemonState.ask()
    let journal = await JournalExcerpt.read()
    let names = checkup.settings.names + (state.status?.names ?? []) + journal.names
    bundle.redaction = Redaction(names: names + names.map(Self.escaped))
    bundle.add("version.txt", "version, system and machine", MachineFacts.text)
    try bundle.add(
      "doctor.json", "what montagectl doctor finds", checkup.findings.map(FindingDocument.init))
    bundle.add(
      "config.txt", "the service's configuration without comments",
      ConfigExcerpt.text(of: configFile ?? Path(DaemonConfig.defaultFile), bundle.redaction))
    try bundle.add(state)
    bundle.add("journal.txt", "the last messages of the service", journal.text)
    return bundle
  }

  /// A name as it stands in a document.
  private static func escaped(_ name: String) -> String {
    name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// All of it, as `tar` reads it.
  var archive: [UInt8] {
    var archive = TarArchive(time: Age.now / 1000)
    for file in files { archive.add("montaged-report/" + file.name, file.content) }
    return archive.bytes
  }

  private mutating func add(_ state: DaemonState) throws {
    let meaning = "what the service does"
    if let status = state.status {
      try add("status.json", meaning, status)
    } else {
      add("status.txt", meaning, state.absence)
    }
    if let cache = state.cache { try add("cache.json", "what the cache holds", cache) }
  }

  private mutating func add(_ name: String, _ meaning: String, _ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let content = lines.map { redaction.text(String($0)) }.joined(separator: "\n") + "\n"
    files.append(File(name: name, meaning: meaning, content: Array(content.utf8)))
  }

  /// Written a value a line, so that each is looked at by itself.
  private mutating func add(_ name: String, _ meaning: String, _ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    add(name, meaning, String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

extension DaemonConfig {
  /// Paths that an administrator chose.
  fileprivate var names: [String] {
    folders + [cacheDirectory, secondCacheDirectory, metricsFile].compactMap(\.self)
  }
}

extension ServiceStatus {
  /// Everything in it that somebody gave a name to.
  fileprivate var names: [String] {
    let projects = folders.flatMap(\.projects)
    let films = projects.flatMap(\.montages)
    return folders.map(\.path) + projects.map(\.path) + films.map(\.name)
      + films.compactMap(\.output) + folders.flatMap(\.files).map(\.path)
      + jobs.map(\.subject) + jobs.compactMap(\.folder)
  }
}
