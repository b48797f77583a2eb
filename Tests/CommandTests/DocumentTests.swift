// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// The documents of `plan`, `analyze` and `beats`: what scripts rely on.
@Suite(.timeLimit(.minutes(3)))
struct DocumentTests {
  @Test func `a plan is contiguous, in whole frames, and says how much is ready`() throws {
    let desk = try Desk()
    try desk.bring(clips: 3, config: "height: 180\nduration: 6\n")
    let plan = try desk.plan()
    #expect(
      plan.keys.isSuperset(of: [
        "name", "fps", "frames", "song", "song_start", "warmth", "warmth_reason", "clips",
        "unused",
      ]))
    #expect(plan["name"].text == "montage" && plan["fps"].number == 30)
    #expect(plan["song"].text?.hasPrefix("song") == true && plan["song_start"].number == 0)
    #expect(plan["warmth"].text == "cold")
    var next = 0
    for clip in plan["clips"].items {
      #expect(
        clip.keys == [
          "source", "source_start", "source_end", "start_frame", "end_frame", "reason", "score",
        ])
      let start = try #require(clip["start_frame"].count)
      let end = try #require(clip["end_frame"].count)
      #expect(start == next && end > start)
      let length = try #require(clip["source_end"].number) - #require(clip["source_start"].number)
      #expect(abs(length * 30 - Double(end - start)) < 1e-6)
      #expect(try (0...1).contains(#require(clip["score"].number)))
      next = end
    }
    #expect(next == plan["frames"].count && next == 180)
    #expect(!desk.has("montages"), "a plan writes nothing into the folder")
    // Half of it made: the other half is what is missing.
    try desk.write("height: 180\nduration: 3\n", to: "montage.yaml")
    #expect(try desk.make().program.status == 0)
    #expect(try desk.plan()["warmth"].text == "warm")
    #expect(try desk.plan()["warmth_reason"].text == "every frame stands in the cache")
    try desk.write("height: 180\nduration: 6\n", to: "montage.yaml")
    #expect(["partly", "cold"].contains(try desk.plan()["warmth"].text))
    try desk.write("height: 180\nduration: 3\nquality: archive\n", to: "montage.yaml")
    #expect(
      try desk.plan()["warmth_reason"].text?.hasSuffix(
        "the cache holds this footage in 320x180 at 30 fps, fit blur, quality 20; "
          + "this film is quality 14 (quality)") == true)
  }

  @Test func `shots of footage: the end of one is the start of the next, at the cut`() throws {
    let desk = try Desk()
    let (first, second) = (try SampleKit.clip(.clock), try SampleKit.clip(.fractal))
    let path = try SampleKit.path(of: "cut.mp4") { path in
      try Shell.run(
        "ffmpeg", "-nostdin", "-v", "error", "-i", first, "-i", second, "-filter_complex",
        "[0]trim=end_frame=50,setpts=PTS-STARTPTS[a];[1]trim=end_frame=70,setpts=PTS-STARTPTS[b];"
          + "[a][b]concat", "-preset", "ultrafast", path)
    }
    let program = try desk.montagectl("analyze", path, "--json")
    #expect(program.status == 0 && program.errors == "")
    let file = try program.document()[0]
    #expect(
      file.keys.isSuperset(of: [
        "path", "duration", "frames", "decode_failures", "rotation", "width", "height", "fps",
        "shots",
      ]))
    #expect(file["path"].text == path)
    #expect(file["frames"].count == 120 && file["decode_failures"].count == 0)
    #expect(file["width"].count == 320 && file["height"].count == 180)
    #expect(file["fps"].number == 30 && file["rotation"].count == 0)
    #expect(file["problem"].isNull)
    let shots = file["shots"].items
    #expect(shots.count == 2)
    #expect(shots.first?["start"].number == 0)
    #expect(shots.first?["end"].number == shots.last?["start"].number)
    #expect(abs((shots.first?["end"].number ?? 0) - 50 / 30) < 0.001)
    #expect(shots.last?["end"].number == 4)
    for shot in shots {
      #expect(
        shot.keys.isSuperset(of: [
          "start", "end", "sharpness", "exposure", "motion", "shake", "score", "pans",
        ]))
    }
  }

  @Test func `a person sees a line for each shot, and when the file was recorded`() throws {
    let desk = try Desk()
    let clip = try SampleKit.clip(.clock)
    let path = try SampleKit.path(of: "dated.mp4") { path in
      try Shell.run(
        "ffmpeg", "-nostdin", "-v", "error", "-i", clip, "-c", "copy",
        "-metadata", "creation_time=2026-07-01T12:00:05Z", "-metadata", "make=Acme", "-metadata",
        "model=One", "-movflags", "use_metadata_tags", path)
    }
    let lines = try desk.montagectl("analyze", path).output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(
      lines[0].hasSuffix(
        ": 320x180, 30.00 fps, h264, 0:04.00, recorded 2026-07-01T12:00:05 by Acme One"))
    #expect(
      lines[1].split(separator: " ") == [
        "begins", "ends", "score", "sharp", "light", "contrast", "motion", "pan", "shake",
      ])
    #expect(lines[2].split(separator: " ").prefix(2) == ["0:00.00", "0:04.00"])
    #expect(lines[2].split(separator: " ").count == 9)
    let file = try desk.montagectl("analyze", path, "--json").document()[0]
    #expect(file["captured"].text == "2026-07-01T12:00:05")
    #expect(file["captured_by"].text == "camera")
    #expect(file["camera"].text == "Acme One")
    #expect(file["highlights"].items.isEmpty)
  }

  @Test func `of several files the bad one is named, the others are measured`() throws {
    let desk = try Desk()
    try desk.bring(clips: 2, config: nil)
    try desk.write("words", to: "text.mp4")
    let program = try desk.montagectl(
      "analyze", desk.path("clock.mp4"), desk.path("text.mp4"), desk.path("none.mp4"),
      desk.path("fractal.mp4"), "--json")
    #expect(program.status == 65)
    #expect(program.complaints.count == 2)
    #expect(
      try program.document().items.compactMap { $0["path"].text } == [
        desk.path("clock.mp4"), desk.path("fractal.mp4"),
      ])
  }

  @Test func `beats of a song lie on its kicks`() throws {
    let desk = try Desk()
    try desk.write(
      SampleMedia.song(seconds: 12, interval: 0.6, start: 0.25), to: "song.wav")
    let program = try desk.montagectl("beats", desk.path("song.wav"), "--json")
    #expect(program.status == 0)
    let song = try program.document()
    #expect(
      song.keys.isSuperset(of: [
        "path", "duration", "tempo", "confidence", "meter", "beats", "sections",
      ]))
    #expect(song["path"].text == desk.path("song.wav"))
    #expect(song["duration"].number == 12)
    #expect(abs((song["tempo"].number ?? 0) - 100) < 0.5)
    let times = song["beats"].items.compactMap { $0["time"].number }
    #expect(times.count >= 17)
    for time in times {
      let off = (time - 0.25).remainder(dividingBy: 0.6)
      #expect(abs(off) < 0.02, "beat at \(time)")
    }
    #expect(song["beats"].items.allSatisfy { ($0["position"].count ?? 0) >= 1 })
    #expect(song["sections"].items.allSatisfy { $0.keys == ["start", "end", "energy", "label"] })
  }

  @Test func `beats are printed as they can lie beside a song, and are read back`() throws {
    let desk = try Desk()
    try desk.write(SampleMedia.song(seconds: 12, interval: 0.6, start: 0.25), to: "song.wav")
    let song = desk.path("song.wav")
    let found = try desk.montagectl("beats", song, "--json").document()["beats"]
    for (format, name) in [("text", "song.beats"), ("audacity", "song.txt")] {
      let printed = try desk.montagectl("beats", song, "--format", format, "--offset", "50ms")
      #expect(printed.status == 0)
      try desk.write(Data(printed.output.utf8), to: name)
      let read = try desk.montagectl("beats", song, "--format=json").document()["beats"]
      #expect(
        read.items.compactMap { $0["position"].count }
          == found.items.compactMap { $0["position"].count })
      for (one, other) in zip(found.items, read.items) {
        let moved = (other["time"].number ?? 0) - (one["time"].number ?? 0)
        #expect(abs(moved - 0.05) < 1e-6)
      }
      try FileManager.default.removeItem(atPath: desk.path(name))
    }
    let people = try desk.montagectl("beats", song, "--bpm", "50", "--click", desk.path("c.wav"))
    #expect(people.output.contains("song.wav: 50.0 beats per minute"))
    #expect(FileManager.default.fileExists(atPath: desk.path("c.wav")))
  }

  @Test(arguments: [
    ("--bpm=5", "--bpm: cannot be \"5\"; write beats per minute from 20 to 400"),
    ("--format=xml", "--format takes json, audacity or text, not xml"),
  ])
  func `options of beats that make no sense are told`(option: String, sentence: String) throws {
    let desk = try Desk()
    let program = try desk.montagectl("beats", desk.path("song.wav"), option)
    #expect(program.status == 64)
    #expect(program.errors.contains(sentence))
    let both = try desk.montagectl("beats", desk.path("song.wav"), "--json", "--format=text")
    #expect(both.errors.contains("--json and --format text contradict each other; keep one"))
  }

  @Test func `silence has no beats, and is called so`() throws {
    let desk = try Desk()
    try desk.write(SampleMedia.silence(seconds: 3), to: "silence.wav")
    let song = try desk.montagectl("beats", desk.path("silence.wav"), "--json").document()
    #expect(song["beats"].items.isEmpty && song["tempo"].number == 0)
    #expect("\(song["silent"])" == "1")
    let spoken = try desk.montagectl("beats", desk.path("silence.wav"))
    #expect(spoken.status == 0 && spoken.output.contains("silence.wav: silence\n"))
  }
}
