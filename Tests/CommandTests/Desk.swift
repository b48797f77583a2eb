// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// A project folder and what a person does with it at a terminal.
final class Desk {
  let folder: TemporaryFolder
  /// The project's folder, `project` below the desk's.
  let project: String
  private var environment: [String: String]

  /// Begins with the measures of the kit's media and no pieces, or with nothing at all when it `isCold`.
  init(project name: String = "project", isCold: Bool = false) throws {
    folder = try TemporaryFolder()
    project = folder.file(name)
    environment = [
      "HOME": folder.path, "TMPDIR": folder.path, "MONTAGED_STATE_DIR": folder.file("state"),
      "MONTAGED_CACHE_DIR": folder.file("cache"),
    ]
    if !isCold { try SampleKit.putMeasures(into: folder.file("cache")) }
    try FileManager.default.createDirectory(
      atPath: project, withIntermediateDirectories: true)
  }

  // MARK: Files

  /// Puts the common song and the first clips of the kit into the project.
  func bring(clips count: Int = 3, config: String? = "height: 180\nduration: 8\n") throws {
    for clip in SampleMedia.Pattern.allCases.prefix(count) { try add(clip, as: clip.name + ".mp4") }
    try write(try Self.song(), to: "song.wav")
    if let config { try write(config, to: "montage.yaml") }
  }

  static func song() throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: SampleKit.song()))
  }

  func add(_ clip: SampleMedia.Pattern, as name: String) throws {
    try write(try Self.bytes(of: clip), to: name)
  }

  static func bytes(of clip: SampleMedia.Pattern) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: SampleKit.clip(clip)))
  }

  func path(_ name: String) -> String { project + "/" + name }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

  func text(_ name: String) -> String? {
    try? String(contentsOfFile: path(name), encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Names in the project's `montages`, with hidden ones.
  var results: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path("montages"))) ?? []).sorted()
  }

  // MARK: Commands

  /// Starts `montagectl` in the desk's folder.
  func start(_ arguments: [String]) throws -> Program.Running {
    try Program.Running(
      [SampleKit.programs + "/montagectl"] + arguments, environment: environment, at: self)
  }

  @discardableResult
  func montagectl(_ arguments: String...) throws -> Program {
    // No test waits for ever; 124 tells that one would have.
    try Program.Running(
      ["timeout", "-k", "5", "90", SampleKit.programs + "/montagectl"] + arguments,
      environment: environment, at: self
    ).wait()
  }

  /// `montagectl make` on the project, with its document.
  func make(_ options: String...) throws -> (program: Program, document: Document) {
    let program = try start(["make", project, "--json"] + options).wait()
    return (program, try program.document())
  }

  /// The one document of `montagectl plan` on the project.
  func plan() throws -> Document {
    let program = try montagectl("plan", project, "--json")
    #expect(program.status == 0, "\(program.errors)")
    return try program.document()
  }

  /// Runs a shell line with the program's name in `$MONTAGECTL`.
  func shell(_ line: String) throws -> Program {
    var environment = environment
    environment["MONTAGECTL"] = SampleKit.programs + "/montagectl"
    return try Program.Running(
      ["timeout", "-k", "5", "90", "sh", "-c", line], environment: environment, at: self
    ).wait()
  }

  // MARK: Judging films

  /// Frames of the film that a decoder counts, its size, and whether it sounds.
  struct Film: Equatable {
    var frames: Int
    var size: String
    var codecs: [String]
  }

  /// What `ffprobe` finds in a file of the project.
  func film(_ name: String = "montages/montage.mp4") throws -> Film {
    let answer = try Shell.run(
      "ffprobe", "-v", "error", "-count_frames", "-show_entries",
      "stream=codec_name,width,height,nb_read_frames", "-of", "json", path(name))
    let streams = Document(try JSONSerialization.jsonObject(with: answer))["streams"].items
    let video = try #require(streams.first { $0["width"].count != nil })
    return Film(
      frames: Int(video["nb_read_frames"].text ?? "") ?? -1,
      size: "\(video["width"])x\(video["height"])",
      codecs: streams.compactMap { $0["codec_name"].text })
  }

  /// A checksum of each decoded frame, picture and sound.
  func frames(of name: String = "montages/montage.mp4") throws -> String {
    String(
      decoding: try Shell.run(
        "ffmpeg", "-nostdin", "-v", "error", "-i", path(name), "-f", "framemd5", "-"),
      as: UTF8.self)
  }
}
