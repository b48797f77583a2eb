// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport

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

  /// The song of the kit.
  static func song() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: SampleKit.song()))
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
