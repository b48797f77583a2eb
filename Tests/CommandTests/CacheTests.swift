// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `cache`, `forget` and `metrics`, on a cache of one's own and on the daemon's.
@Suite(.timeLimit(.minutes(5)))
struct CacheTests {
  @Test func `a cache of one's own is counted, pruned, read back and forgotten`() throws {
    let desk = try Desk()
    try desk.bring()
    let made = try desk.make().document["montages"][0]
    #expect(try #require(made["encoded_frames"].count) > 0)
    let stats = try desk.montagectl("cache", "stats", "--json").document()
    #expect(
      stats.keys.isSuperset(of: [
        "path", "database_bytes", "measurements", "attempts", "pieces", "soundtracks",
      ]))
    let pieces = try #require(stats["pieces"]["count"].count)
    #expect(try pieces > 0 && #require(stats["pieces"]["limit"].number) > 0)
    #expect(
      try desk.montagectl("cache", "stats").output.contains("  pieces          \(pieces) file"))
    #expect(try desk.montagectl("cache", "prune").output == "nothing had to be given up\n")
    let sound = try desk.montagectl("cache", "verify", "--json").document()
    #expect(sound["sound"].count == pieces && sound["damaged"].items.isEmpty)

    let forgotten = try desk.montagectl("forget", desk.project, "--json")
    #expect(forgotten.status == 0, "\(forgotten.errors)")
    #expect(try forgotten.document()["count"].count == 4)
    let after = try desk.montagectl("cache", "stats", "--json").document()
    #expect(after["pieces"]["count"].count == 0)
    #expect(desk.has("montages/montage.mp4") && desk.has("song.wav"))
    #expect(
      try desk.montagectl("forget", desk.project).output
        == "nothing was known of 4 files there\n")
  }

  @Test func `a damaged piece is named and dropped`() throws {
    let desk = try Desk()
    try desk.bring()
    _ = try desk.make()
    let folder = desk.folder.file("cache/pieces")
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".mp4") }
        .sorted().first)
    let url = URL(fileURLWithPath: folder + "/" + name)
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 0xFF
    try bytes.write(to: url)
    let program = try desk.montagectl("cache", "verify")
    #expect(program.status == 0)
    #expect(program.complaints.count == 1)
    #expect(program.errors.hasPrefix("montagectl: \(name): damaged ("))
    #expect(program.output.contains(", 1 damaged and dropped, 0 missing"))
    #expect(!FileManager.default.fileExists(atPath: url.path))
    #expect(try desk.make().program.status == 0)
  }

  @Test func `the daemon is asked when it runs, and measures anew what it forgot`() async throws {
    let material = try await DaemonMaterial.shared.value
    let daemon = try DaemonUnderTest(.measured, material)
    let clip = material.clips[0]
    try daemon.drop(material.file(clip), as: "Trip/\(clip)")
    try await daemon.start()
    try await daemon.wait("the clip to be known") {
      (try? daemon.ask("list").hasPrefix("measured\t")) ?? false
    }
    #expect(try daemon.ask("cache", "stats").contains("  analyze         "))
    #expect(try daemon.ask("cache", "prune").hasSuffix("given up\n"))
    let metrics = try daemon.ask("metrics")
    for line in [
      "montaged_up 1\n", "montaged_clips_measured_total 0\n", ",state=\"measured\"} 1\n",
      "montaged_cache_measurements{kind=\"analyze\"} ",
    ] { #expect(metrics.contains(line), "\(metrics)") }
    let families = try JSONSerialization.jsonObject(
      with: Data(daemon.ask("metrics", "--json").utf8))
    #expect(Document(families).items.first?["name"].text == "montaged_up")
    #expect(try daemon.ask("forget", daemon.path("Trip")).hasPrefix("forgot 1 file: "))
    try await daemon.wait("the clip to be measured anew") {
      (try? daemon.ask("metrics").contains("montaged_clips_measured_total 1\n")) ?? false
    }
    #expect(throws: Shell.Failure.self) { try daemon.ask("forget", "/elsewhere") }
    #expect(daemon.stop().status == 0)
  }

  @Test(
    arguments: [
      (["cache"], 64), (["cache", "clear"], 64), (["cache", "stats", "x"], 64), (["forget"], 64),
      (["forget", "/no/such"], 66), (["metrics", "x"], 64), (["metrics"], 69),
    ])
  func `a senseless call is refused`(arguments: [String], status: Int) throws {
    let desk = try Desk(isCold: true)
    let program = try desk.shell(
      "MONTAGED_CONTROL_SOCKET=/no/such $MONTAGECTL " + arguments.joined(separator: " "))
    #expect(program.status == Int32(status), "\(program.errors)")
  }
}
