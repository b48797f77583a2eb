// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later

import PackageDescription

/// Settings of the wrapper targets, which handle C pointers.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// Settings of everything else: a pointer is a compile error.
let safe: [SwiftSetting] = strict + [.strictMemorySafety()]

/// One target with its test target; `uses` names only targets on lower floors.
struct House {
  var targets: [Target] = []

  /// `pkgConfig` names a library whose headers lie in folders of their own.
  mutating func library(_ name: String, pkgConfig: String? = nil) {
    targets.append(.systemLibrary(name: name, pkgConfig: pkgConfig))
  }

  mutating func wrapper(_ name: String, uses: [String]) {
    add(.target(name: name, dependencies: named(uses), swiftSettings: strict), uses: uses)
  }

  /// `testUses` names what only the tests need to talk to it; `isOptimised` also in debug builds, whose tests would
  /// else take minutes; the files in `embeds` become constants of the code.
  mutating func target(
    _ name: String, uses: [String] = [], testUses: [String] = [], isOptimised: Bool = false,
    embeds folder: String? = nil
  ) {
    let optimised: [SwiftSetting] =
      isOptimised
      ? [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))] : []
    // Rounding calls libm, which only an import of Glibc would link by itself.
    add(
      .target(
        name: name, dependencies: named(uses), resources: folder.map { [.embedInCode($0)] },
        swiftSettings: safe + optimised,
        linkerSettings: [.linkedLibrary("m")]), uses: uses, testUses: testUses)
  }

  mutating func program(_ name: String, uses: [String]) {
    targets.append(
      .executableTarget(name: name, dependencies: named(uses), swiftSettings: strict))
  }

  mutating func tests(_ name: String, uses: [String]) {
    // Golden files are read where they lie.
    let goldens = ["InterchangeTests", "StatusTests"].contains(name) ? ["Goldens"] : []
    targets.append(
      .testTarget(
        name: name, dependencies: named(uses), exclude: goldens, swiftSettings: strict))
  }

  private mutating func add(_ target: Target, uses: [String], testUses: [String] = []) {
    targets.append(target)
    tests(target.name + "Tests", uses: [target.name, "TestSupport"] + uses + testUses)
  }

  private func named(_ names: [String]) -> [Target.Dependency] {
    names.map { .byName(name: $0) }
  }
}

var house = House()

// Floor 0: vocabulary, log values, C libraries.
house.target("Media")
house.target("Logging")
for library in [
  "CFFmpeg", "CSQLite", "CAubio", "CYAML", "CSystemd", "CLinux", "CDigest", "CBeatModel",
] {
  house.library(library)
}
house.library("CPango", pkgConfig: "pangocairo")

// Floor 1: one wrapper per C library.
house.wrapper("FFmpeg", uses: ["Media", "CFFmpeg"])
house.wrapper("SQLite", uses: ["CSQLite"])
house.wrapper("Aubio", uses: ["CAubio"])
house.wrapper("YAML", uses: ["CYAML"])
house.wrapper("Systemd", uses: ["Logging", "CSystemd"])
house.wrapper("Linux", uses: ["CLinux"])
house.wrapper("Digest", uses: ["CDigest"])
house.wrapper("Pango", uses: ["CPango"])
house.wrapper("BeatModel", uses: ["CBeatModel"])

// Floor 2: one subject each, none knows another.
house.target("Footage", uses: ["Media"], isOptimised: true)
house.target("Music", uses: ["Media", "Aubio", "BeatModel"], isOptimised: true)
house.target(
  "Planning", uses: ["Media"], testUses: ["PlanningExamples"], isOptimised: true)
house.target("Rendering", uses: ["Media", "FFmpeg", "Digest"], isOptimised: true)
house.target("Interchange", uses: ["Media"])
house.target("Catalog", uses: ["Media", "SQLite"])
house.target("Watching", uses: ["Linux"])
house.target("Resources", uses: ["Linux"])
house.target("Settings", uses: ["Media", "YAML"], embeds: "Styles")
house.target("Jobs", uses: ["Media"])
house.target("Status", uses: ["Media"])

// Floor 3: bodies of jobs, the processes that run them, and the daemon's socket.
house.target(
  "Work",
  uses: [
    "Jobs", "Footage", "Music", "Rendering", "FFmpeg", "Aubio", "Pango", "Linux", "Digest", "Media",
  ])
house.target("Workers", uses: ["Jobs", "Resources", "Linux", "Media"])
house.target("Control", uses: ["Status", "Linux"])

// Floor 4: a project, from folder to film.
house.target(
  "Pipeline",
  uses: [
    "Workers", "Jobs", "Planning", "Interchange", "Catalog", "Watching", "Resources", "Settings",
    "Status", "Linux", "Digest", "Logging", "Media",
  ])

// Floor 5: drop folders, and what to do next for all their projects.
house.target(
  "Daemon",
  uses: [
    "Pipeline", "Control", "Workers", "Jobs", "Status", "Catalog", "Watching", "Resources",
    "Settings",
    "Systemd", "Linux", "Digest", "Logging", "Media",
  ])

// Floor 6: the programs.
house.program(
  "montaged",
  uses: [
    "Daemon", "Control", "Pipeline", "Resources", "Settings", "Systemd", "Linux", "Logging",
  ])
house.program(
  "montagectl",
  uses: [
    "Pipeline", "Control", "Status", "Planning", "Settings", "Resources", "Workers", "Systemd",
    "Linux", "Media",
  ])
house.program("montage-worker", uses: ["Work", "Jobs", "FFmpeg", "Linux", "Media"])

house.targets.append(
  .target(
    name: "TestSupport", dependencies: ["Media", "Logging"], path: "Tests/TestSupport",
    swiftSettings: strict))
house.targets += [
  .target(
    name: "PlanningExamples", dependencies: ["Media", "Planning"], path: "Tests/PlanningExamples",
    swiftSettings: strict),
  .executableTarget(
    name: "planner-bench", dependencies: ["PlanningExamples", "Planning", "Settings", "Media"],
    path: "Tests/PlannerBench", swiftSettings: strict),
]
house.tests("FloorsTests", uses: ["TestSupport"])
house.tests("CommandTests", uses: ["Systemd", "TestSupport"])
house.tests("ServiceTests", uses: ["TestSupport"])

let package = Package(
  name: "montaged",
  products: [
    .executable(name: "montaged", targets: ["montaged"]),
    .executable(name: "montagectl", targets: ["montagectl"]),
    .executable(name: "montage-worker", targets: ["montage-worker"]),
  ],
  targets: house.targets
)
