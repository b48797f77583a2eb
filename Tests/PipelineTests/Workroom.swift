// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Settings
import Testing
import Workers

@testable import Pipeline

/// A project folder with real clips and a song, and a workshop of its own.
final class Workroom {
  let tree: Tree
  let workshop: Workshop

  /// Begins with an empty cache, unless the kit `isMeasured` already.
  init(
    clips: [SampleMedia.Pattern] = [], song: Data? = nil, config: String? = nil,
    isMeasured: Bool = false
  ) throws {
    tree = try Tree()
    let base = Path(tree.folder.path)
    if isMeasured { try SampleKit.putMeasures(into: tree.folder.file("cache")) }
    workshop = try Workshop(
      StorePlaces(state: base.joining("state"), cache: base.joining("cache")))
    try FileManager.default.createDirectory(
      atPath: tree.folder.file("project"), withIntermediateDirectories: false)
    for clip in clips { try add(clip, as: clip.name + ".mp4") }
    if let song { try tree.write(song, to: "project/song.wav") }
    if let config { try tree.write(config, to: "project/montage.yaml") }
  }

  /// Two clips that are measured, and a song.
  static func measured(_ config: String?) throws -> Workroom {
    try Workroom(clips: [.clock, .waves], song: song(), config: config, isMeasured: true)
  }

  /// Makes all montages of the project.
  func make() async throws -> MontageMaker.Outcome {
    try await MontageMaker(workshop).makeAll(of: project())
  }

  /// Makes the only montage of the project in another workshop.
  func make(in workshop: Workshop) async throws -> MontageResult {
    let outcome = try await MontageMaker(workshop).makeAll(of: project())
    #expect(outcome.failed.isEmpty)
    return try #require(outcome.made.first)
  }

  /// Makes a montage of the project, by default the first one, if the wish asks for it.
  func make(_ wish: MontageMaker.Wish, _ name: String? = nil) async throws -> MontageMaker.Made {
    let project = try project()
    let config = try #require(project.configs.first { name == nil || $0.montage == name })
    return try await MontageMaker(workshop).make(project, config, wish)
  }

  /// The song of the kit.
  static func song() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: SampleKit.song()))
  }

  /// The same with workers that die of encoding one of the files, so many times, or whenever it is that frame.
  ///
  /// The first line on standard input is the order; what holds it open is passed on.
  func workshop(losing clip: String, times: Int = 1000, at frame: Int? = nil) throws -> Workshop {
    let deaths = tree.folder.file("deaths")
    let orders = tree.folder.file("orders")
    let script = """
      #!/bin/bash
      read -r order
      if [[ $(readlink /proc/self/fd/3) == */\(clip) && -e /proc/self/fd/4 ]]; then
        echo "$order" >>\(orders)
        rest=$order
        while [[ $rest =~ \\"frames\\":\\{\\"count\\":([0-9]+),\\"start\\":([0-9]+)\\} ]]; do
          first=${BASH_REMATCH[2]} end=$((BASH_REMATCH[1] + BASH_REMATCH[2]))
          at=\(frame.map(String.init) ?? "$first")
          if ((first <= at && at < end && $(cat \(deaths) 2>/dev/null | wc -l) < \(times))); then
            echo >>\(deaths)
            kill -9 $$
          fi
          rest=${rest#*"${BASH_REMATCH[0]}"}
        done
      fi
      exec 60<&0
      exec \(try WorkerProgram.locate().display) < <(printf '%s\\n' "$order"; exec cat <&60)
      """
    return try workshop(running: script)
  }

  /// The same with a script in the workers' place.
  func workshop(running script: String, named name: String = "worker") throws -> Workshop {
    try tree.write(script, to: name)
    let path = tree.folder.file(name)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return Workshop(
      store: workshop.store, pool: WorkerPool(executable: Path(path), width: 2))
  }

  /// How many workers died.
  var deaths: Int {
    get throws { try String(contentsOfFile: tree.folder.file("deaths"), encoding: .utf8).count }
  }

  /// How the jobs of encoding that file were to be read, in their order.
  var readings: [String] {
    get throws {
      try String(contentsOfFile: tree.folder.file("orders"), encoding: .utf8)
        .split(separator: "\n").compactMap { line in
          line.split(separator: "\"reading\":\"").last?.split(separator: "\"").first.map(
            String.init)
        }
    }
  }

  var folder: Path { tree.path.joining("project") }

  func add(_ clip: SampleMedia.Pattern, as name: String) throws {
    try FileManager.default.copyItem(
      atPath: SampleKit.clip(clip), toPath: tree.folder.file("project/" + name))
  }

  func open(_ name: String) throws -> OpenFile { try OpenFile(Path(name), in: folder) }

  var measuring: Measuring { Measuring(store: workshop.store, pool: workshop.pool) }

  func project() throws -> Project { try Project(folder: folder) }
}
