// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// Documents for editors, judged by what other people's programs make of them.
@Suite(.timeLimit(.minutes(3)))
struct EditorTests {
  @Test(arguments: ["", "transitions: dissolve\n", "sound: duck\ntransitions: dip\n"])
  func `melt shows of the project what the film shows`(wish: String) throws {
    let desk = try Desk(project: "Tür & <Tor> #1")
    let song = SampleMedia.song(seconds: 8)
    try desk.write(song, to: "it's a song?.wav")
    try desk.write("height: 180\n" + wish, to: "montage.yaml")
    // No number is in both; every other picture of the second is in a film of 30 frames a second.
    let numbers = try SampleKit.path(of: "numbers.mp4") { path in
      try Shell.run(
        ["ffmpeg", "-nostdin", "-v", "error"]
          + NumberedPictures.source(rate: "60", frames: 250) + ["-preset", "ultrafast", path])
    }
    for (name, filter) in [
      ("a\nb.mp4", "trim=end_frame=120,setpts=2*(PTS-STARTPTS)"),
      ("DCIM/<b>&amp;\"?.mp4", "trim=start_frame=120,setpts=PTS-STARTPTS"),
    ] {
      try desk.write(Data(), to: name)
      try Shell.run(
        "ffmpeg", "-nostdin", "-v", "error", "-y", "-i", numbers, "-vf", filter, "-r",
        name.hasPrefix("a") ? "30" : "60", "-preset", "ultrafast", desk.path(name))
    }
    let (program, document) = try desk.make()
    #expect(program.status == 0, "\(program.errors)")
    let plan = try desk.plan()
    let frames = try #require(document["montages"][0]["frames"].count)
    #expect(Set(plan["clips"].items.compactMap { $0["source"].text }).count == 2)
    let output = desk.folder.file("melt.mkv")
    try Shell.run(
      "melt", "-silent", desk.path("montages/montage.mlt"), "-consumer", "avformat:" + output,
      "vcodec=ffv1", "acodec=pcm_s16le", "real_time=-1")
    let film = try NumberedPictures.numbers(in: desk.path("montages/montage.mp4"))
    let melt = try NumberedPictures.numbers(in: output)
    try #require(film.count == frames && melt.count == frames)
    let softened = plan["transitions"].items
    #expect(softened.isEmpty == wish.isEmpty)
    for frame in 0..<frames {
      let isMixed = softened.contains {
        ($0["start_frame"].count ?? 0) <= frame && frame < ($0["end_frame"].count ?? 0)
      }
      #expect(isMixed || film[frame] == melt[frame], "frame \(frame)")
    }
    // None of the footage has sound, and editors refuse such a clip where sound is wanted.
    #expect(desk.text("montages/montage.otio")?.contains("Gap.1") == wish.contains("duck"))
    let sound = try Judge.sound(of: output)
    #expect(abs(sound.count / 2 * 30 / 48_000 - frames) <= 1)
    #expect(sound.contains { abs($0) > 0.05 })
  }
}
