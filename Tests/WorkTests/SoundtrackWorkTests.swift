// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Jobs
import Media
import TestSupport
import Testing
import Work

struct SoundtrackWorkTests {
  let studio: Studio
  let song: Int32

  init() throws {
    studio = try Studio()
    song = try studio.make(
      "song.flac", ["-f", "lavfi", "-i", "sine=f=330:d=4:r=44100", "-ac", "2"])
  }

  private func job(
    _ samples: Int, loudness: Double? = nil, sound: FilmSound = .music,
    clips: [SoundtrackJob.OwnSound] = []
  ) -> SoundtrackJob {
    SoundtrackJob(
      soundtrack: Soundtrack(
        content: ContentKey("song"), start: .zero, fadeOut: .zero, sound: sound, loudness: loudness),
      sampleCount: samples, clips: clips)
  }

  /// Does the job and answers what a player plays.
  private func played(
    _ job: SoundtrackJob, _ inputs: [Int32], as name: String = "sound.m4a"
  ) throws -> (answer: SoundtrackJob.Answer, sound: [Float]) {
    let outputs = [try studio.output(name), try studio.output(name + ".room")]
    let answer = try job.run(on: Bench().with(inputs, outputs))
    return (answer, try Judge.sound(of: studio.file(name)))
  }

  private func outputs() throws -> [Int32] {
    [try studio.output("sound.m4a"), try studio.output("room")]
  }

  @Test(arguments: [1, 1_023, 1_024, 1_025, 36_800, 100_100])
  func `the file is as long as the film, to the sample`(samples: Int) throws {
    let bench = Bench()
    let answer = try job(samples).run(on: bench.with([song], outputs()))
    #expect(answer.samples == samples)
    #expect(answer.digest.count == 64)
    // The edit list says what is heard of the packets, which hold 1,024 samples each.
    let path = studio.file("sound.m4a")
    #expect(try Judge.entries("stream=duration_ts", of: path) == ["\(samples)"])
    #expect(try Judge.entries("stream=start_pts", of: path) == ["0"])
    #expect(bench.shares.last == 1)
  }

  @Test func `the same job twice gives the same file`() throws {
    for name in ["one.m4a", "two.m4a"] {
      _ = try played(job(50_000, loudness: -14), [song], as: name)
    }
    #expect(try studio.bytes("one.m4a") == studio.bytes("two.m4a"))
  }

  @Test(arguments: [
    // Soft, loud, beyond full scale, and one whose peaks stand far above the rest.
    "sine=f=330:d=6:r=48000,volume=-12dB", "anoisesrc=r=48000:c=pink:d=6:a=0.9:seed=1,volume=9dB",
    "sine=f=997:d=6:r=48000,volume=18dB",
    "anoisesrc=r=48000:c=pink:d=6:a=0.1:seed=1,volume='if(lt(mod(t,0.5),0.03),2,1)':eval=frame",
  ])
  func `a song of any loudness is brought to the target, and no wave goes too high`(
    source: String
  ) throws {
    let song = try studio.make(
      "level.wav", ["-f", "lavfi", "-i", source + ",aformat=cl=stereo", "-c:a", "pcm_f32le"])
    let (answer, _) = try played(job(288_000, loudness: -14), [song])
    let path = studio.file("sound.m4a")
    let log = try Shell.run(
      "sh", "-c",
      "ffmpeg -nostdin -hide_banner -i '\(path)' -af ebur128=peak=true -f null - 2>&1 | tail -12")
    let values = String(decoding: log, as: UTF8.self).split(separator: "\n")
      .compactMap { line -> (Substring, Double)? in
        let words = line.split(separator: " ")
        return words.count == 3 ? Double(words[1]).map { (words[0], $0) } : nil
      }
    let loudness = try #require(values.first { $0.0 == "I:" }).1
    let peak = try #require(values.first { $0.0 == "Peak:" }).1
    #expect(abs(loudness + 14) <= 0.5)
    #expect(peak <= -1.0)
    #expect(abs(try #require(answer.level.loudness) - loudness) < 0.2)
    #expect(abs(try #require(answer.level.truePeak) - peak) < 0.3)
  }

  @Test func `too much limiting is not done: the film stays softer, and it is told`() throws {
    let song = try studio.make(
      "click.wav",
      [
        "-f", "lavfi", "-i",
        "aevalsrc='0.01*sin(2*PI*330*t)+0.9*lt(mod(n\\,24000)\\,4)':s=48000:d=6", "-c:a",
        "pcm_f32le",
      ])
    let level = try played(job(288_000, loudness: -14), [song]).answer.level
    #expect(try #require(level.truePeak) <= -1)
    #expect(try #require(level.loudness) < -15)
    #expect(level.reduction > 4 && level.reduction < 8)
  }

  @Test func `without a wish the song stays as it is`() throws {
    let (answer, sound) = try played(job(96_000), [song])
    let own = try Judge.sound(of: studio.file("song.flac"))
    #expect(answer.level.gain == 0 && answer.level.reduction == 0)
    let loudest = { (samples: ArraySlice<Float>) in samples.map(abs).max() ?? 0 }
    #expect(abs(loudest(sound[20_000..<100_000]) - loudest(own[20_000..<100_000])) < 0.01)
  }

  @Test func `a silent song stays silent`() throws {
    let silence = try studio.make(
      "silence.wav", ["-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo:d=1"])
    let answer = try played(job(48_000, loudness: -14), [silence]).answer
    #expect(answer.level.loudness == nil)
  }

  @Test func `a song without sound is told as such`() throws {
    let silent = try studio.make("silent.mp4", NumberedPictures.source(frames: 3))
    #expect(reason(of: job(100), [silent], try outputs()) == .noSound)
  }

  @Test func `a full disk is a write error`() throws {
    let full = try studio.openFull()
    #expect(reason(of: job(500_000), [song], [full, try studio.output("room")]) == .writeError)
    #expect(reason(of: job(500_000), [song], [try studio.output("s.m4a"), full]) == .writeError)
  }

  @Test func `orders that make no sense are refused`() throws {
    let clip = SoundtrackJob.OwnSound(footage: 0, source: 0, start: 0, end: 100)
    var late = clip
    late.end = 101
    let outputs = try outputs()
    #expect(reason(of: job(0), [song], outputs) == .badOrder)
    #expect(reason(of: job(100), [song], [outputs[0]]) == .badOrder)
    for clips in [[clip], [late], [clip, clip]] {
      let inputs = clips == [clip] ? [song] : [song, song]
      #expect(reason(of: job(100, sound: .duck, clips: clips), inputs, outputs) == .badOrder)
    }
  }
}
