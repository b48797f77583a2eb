// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// `montagectl compare`: what differs between two films, of which it is known.
@Suite(.timeLimit(.minutes(3)))
struct CompareTests {
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.add(.clock, as: "a.mp4")
    return desk
  }

  @Test func `the same film twice differs in nothing`() throws {
    let desk = try desk()
    let program = try desk.montagectl("compare", desk.path("a.mp4"), desk.path("a.mp4"), "--json")
    #expect(program.status == 0 && program.errors == "")
    let document = try program.document()
    #expect(document.keys == ["first", "second", "pictures", "cuts", "differences"])
    #expect(document["first"]["path"].text == desk.path("a.mp4"))
    #expect(document["first"].keys.symmetricDifference(document["second"].keys) == [])
    let pictures = document["pictures"]
    #expect(pictures["ssim_mean"].number == 1 && pictures["ssim_lowest"].number == 1)
    #expect(pictures["psnr_mean_db"].isNull && pictures["psnr_lowest_db"].isNull)
    #expect(pictures["compared_frames"].count == document["first"]["frames"].count)
    #expect(document["differences"]["frames"].count == 0)
    #expect(document["cuts"]["only_first"].items.isEmpty)
  }

  @Test func `noise, a lost frame and louder sound are told apart`() throws {
    let desk = try desk()
    try Shell.run(
      "ffmpeg", "-nostdin", "-v", "error", "-i", desk.path("a.mp4"), "-f", "lavfi", "-i",
      "sine=f=440:r=48000:d=4", "-shortest", "-c:v", "copy", "-c:a", "flac", desk.path("first.mkv"))
    try Shell.run(
      "ffmpeg", "-nostdin", "-v", "error", "-i", desk.path("first.mkv"), "-vf",
      "noise=alls=8,select='not(eq(n,60))',setpts=N/30/TB", "-af", "volume=6dB", "-c:v",
      "libx264", "-preset", "ultrafast", "-c:a", "flac", desk.path("second.mkv"))
    let (first, second) = (desk.path("first.mkv"), desk.path("second.mkv"))
    let document = try desk.montagectl("compare", first, second, "--json").document()
    #expect(document["differences"]["frames"].count == -1)
    #expect(abs((document["differences"]["loudness_lu"].number ?? 0) - 6) < 0.1)
    #expect(document["differences"]["samples"].count == 0)
    #expect((document["pictures"]["ssim_mean"].number ?? 1) < 0.99)
    #expect((document["pictures"]["psnr_mean_db"].number ?? 99) < 40)

    let shown = try desk.montagectl("compare", first, second)
    #expect(shown.status == 0)
    let lines = shown.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.split(separator: " ") == ["first.mkv", "second.mkv"])
    #expect(lines.contains { $0.hasPrefix("SSIM mean") })
    #expect(lines.contains { $0.contains(" LUFS") && $0.hasPrefix("loudness") })
  }

  @Test func `what is no film is one sentence`() throws {
    let desk = try desk()
    try desk.write("no film", to: "text.mp4")
    let program = try desk.montagectl("compare", desk.path("a.mp4"), desk.path("text.mp4"))
    #expect(program.status == 65 && program.output == "")
    #expect(
      program.errors
        == "montagectl: text.mp4: not a video that can be read; name another film\n")
    #expect(try desk.montagectl("compare", desk.path("a.mp4"), desk.path("none.mp4")).status == 66)
    #expect(try desk.montagectl("compare", desk.path("a.mp4")).status == 64)
  }
}
