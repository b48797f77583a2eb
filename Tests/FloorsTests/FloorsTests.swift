// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

/// The house: which floor each target stands on, and that it only uses what is below.
struct FloorsTests {
  /// From the ground up; a new target needs a floor here before it builds green.
  static let floors: [[String]] = [
    [
      "Media", "Logging", "CFFmpeg", "CSQLite", "CAubio", "CYAML", "CSystemd", "CLinux", "CDigest",
      "CPango", "CBeatModel",
    ],
    ["FFmpeg", "SQLite", "Aubio", "YAML", "Systemd", "Linux", "Digest", "Pango", "BeatModel"],
    [
      "Footage", "Music", "Planning", "Rendering", "Interchange", "Catalog", "Watching",
      "Resources", "Settings", "Jobs", "Status",
    ],
    ["Work", "Workers", "Control"],
    ["Pipeline"],
    ["Daemon"],
    ["montaged", "montagectl", "montage-worker"],
  ]

  /// What tests and benches share, and a bench; no program may use them.
  static let testSupport: Set = ["TestSupport", "PlanningExamples", "planner-bench"]

  private static let dump = Result { try PackageDump() }

  let package: PackageDump
  let house: [PackageDump.Target]

  init() throws {
    package = try Self.dump.get()
    house = package.targets.filter { $0.type != "test" && !Self.testSupport.contains($0.name) }
  }

  @Test func `every target has a floor, and every name in the table is a target`() {
    #expect(Set(house.map(\.name)) == Set(Self.floors.joined()))
  }

  @Test func `a target uses only targets on lower floors`() {
    for target in house {
      for used in target.dependencies.map(\.name) {
        let (own, below) = (floor(of: target.name), floor(of: used))
        #expect(below < own, "\(target.name), floor \(own), uses \(used), floor \(below)")
      }
    }
  }

  @Test(arguments: ["montaged", "montagectl", "Daemon", "Pipeline", "Workers", "Control"])
  func `media is never opened in the daemon`(name: String) {
    let media: Set = [
      "FFmpeg", "CFFmpeg", "Aubio", "CAubio", "Work", "Rendering", "Music", "Footage", "Pango",
      "CPango",
    ]
    #expect(package.reach(of: name).intersection(media).isEmpty)
  }

  /// `RenderPlan` decides between copy and encode in the daemon, and workers' answers are read there.
  @Test func `the daemon plans copies and reads answers without a media library`() throws {
    #expect(Repository.has("Sources/Planning/RenderPlan.swift"))
    #expect(package.reach(of: "Planning") == ["Media"])
    #expect(package.reach(of: "Jobs") == ["Media"])
  }

  @Test func `bodies of jobs and their processes meet in the jobs alone`() {
    #expect(!package.reach(of: "Work").contains("Workers"))
    #expect(package.reach(of: "Workers").isDisjoint(with: ["Work", "Planning", "Catalog"]))
    let users = house.filter { $0.dependencies.contains { $0.name == "Work" } }
    #expect(users.map(\.name) == ["montage-worker"])
  }

  @Test func `the worker has what it needs to open media`() {
    #expect(package.reach(of: "montage-worker").isSuperset(of: ["CFFmpeg", "CAubio", "CPango"]))
    #expect(package.reach(of: "montage-worker").isDisjoint(with: ["CSQLite", "CSystemd"]))
  }

  @Test func `only one wrapper knows each C library`() {
    for library in house.filter({ $0.type == "system" }) {
      let users = house.filter { $0.dependencies.contains { $0.name == library.name } }
      #expect(users.map(\.name) == [String(library.name.dropFirst())])
    }
  }

  @Test func `pointers are errors above the wrappers`() {
    for name in Self.floors[0] + Self.floors[2...5].joined() where !name.hasPrefix("C") {
      let target = house.first { $0.name == name }
      #expect(target?.has(setting: "strictMemorySafety") == true, "\(name)")
    }
    #expect(house.first { $0.name == "Catalog" }?.has(setting: "strictMemorySafety") == true)
  }

  @Test func `warnings are errors everywhere`() {
    for target in package.targets where target.type != "system" {
      #expect(target.has(setting: "treatAllWarnings"), "\(target.name)")
    }
  }

  @Test func `every target of Swift has tests, and no program uses theirs`() {
    let names = Set(package.targets.map(\.name))
    for target in house where target.type == "regular" {
      #expect(names.contains(target.name + "Tests"), "\(target.name)")
    }
    for target in house {
      #expect(package.reach(of: target.name).isDisjoint(with: Self.testSupport), "\(target.name)")
    }
  }

  private func floor(of name: String) -> Int {
    Self.floors.firstIndex { $0.contains(name) } ?? .max
  }
}
