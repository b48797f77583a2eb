// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Media
internal import Rendering

extension SoundtrackJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let output = try bench.output()
    guard sampleCount > 0, bench.outputs.count == 2, areInOrder(bench.inputs.count - songs) else {
      throw JobFailure(.badOrder, detail: "clips, inputs and outputs do not fit")
    }
    do throws(FFmpegError) {
      var material = SoundMaterial(
        soundtrack, sampleCount: sampleCount, scratch: bench.outputs[1])
      if songs == 1 { try lay(song: bench.inputs[0], into: &material, bench) }
      let failed = try layClips(into: &material, bench)
      let level = try SoundMastering(material, soundtrack, interrupt: bench.interrupt)
        .encode(to: output) { (share) throws(FFmpegError) in
          try bench.step(Self.encodingStart + (1 - Self.encodingStart) * share)
        }
      return Answer(
        samples: sampleCount, digest: try SoundtrackFile.digest(of: output), level: level,
        unreadable: failed.unreadable, mute: failed.mute)
    } catch {
      throw JobFailure(error, missing: .noSound)
    }
  }

  private var songs: Int { soundtrack.sound == .original ? 0 : 1 }

  /// Whether the clips follow each other within the film and name footage that is there.
  private func areInOrder(_ footage: Int) -> Bool {
    var last = 0
    for clip in clips {
      guard clip.start >= last, clip.end > clip.start, clip.source >= 0,
        (0..<footage).contains(clip.footage)
      else { return false }
      last = clip.end
    }
    return last <= sampleCount && footage >= 0
  }

  private func lay(
    song: Int32, into material: inout SoundMaterial, _ bench: Workbench
  ) throws(FFmpegError) {
    let reader = try SoundtrackReader(
      song: song, soundtrack: soundtrack, sampleCount: sampleCount, interrupt: bench.interrupt)
    try material.lay(reader) { (done) throws(FFmpegError) in
      try bench.step(Self.layingShare * Double(done) / Double(sampleCount))
    }
  }

  /// Answers the footage whose sound cannot be read, and why, and footage without any, which is silent and right.
  private func layClips(
    into material: inout SoundMaterial, _ bench: Workbench
  ) throws(FFmpegError) -> (unreadable: [Int: String], mute: [Int]) {
    var unreadable: [Int: String] = [:]
    var mute: [Int] = []
    var done = 0
    for (footage, clips) in clipsByFootage {
      do throws(FFmpegError) {
        var sound = try FootageSound(
          descriptor: bench.inputs[songs + footage], interrupt: bench.interrupt)
        for clip in clips {
          try material.lay(&sound, from: clip.source, filmStart: clip.start, filmEnd: clip.end)
        }
      } catch {
        guard !error.isInterruption, !error.isOutOfMemory, !error.isWriteError else { throw error }
        if error.isMissingStream {
          mute.append(footage)
        } else {
          unreadable[footage] = error.description
        }
      }
      done += clips.count
      try bench.step(
        Self.layingShare + (Self.encodingStart - Self.layingShare) * Double(done)
          / Double(self.clips.count))
    }
    material.sortTakes()
    return (unreadable, mute)
  }

  /// Each footage is opened once.
  private var clipsByFootage: [(Int, [OwnSound])] {
    Dictionary(grouping: clips, by: \.footage).sorted { $0.key < $1.key }
  }

  /// Shares of the job after the song, and after the footage too.
  private static let layingShare = 0.2
  private static let encodingStart = 0.4
}
