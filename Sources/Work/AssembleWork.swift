// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Media
internal import Rendering

extension AssembleJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let output = try bench.output()
    guard let first = steps.first, steps.allSatisfy({ $0.piece >= 0 && $0.piece < pieces }),
      bench.inputs.count == pieces + (sound == nil ? 0 : 1)
    else { throw JobFailure(.badOrder, detail: "steps and inputs do not fit") }
    do throws(FFmpegError) {
      let current = try HouseID.current(for: format)
      let foreign = try piecesOtherThan(current, on: bench)
      guard foreign.isEmpty else { return .rejecting(foreign, houseID: current) }
      let header = try piece(first.piece, on: bench)
      let frameCount = steps.reduce(0) { $0 + $1.frames.count }
      var assembly = try Assembly(
        format, output: output, first: header, soundtrack: try soundPackets(on: bench), tag: tag,
        frameCount: frameCount)
      var digests: [String] = []
      for step in steps {
        var source = try piece(step.piece, on: bench)
        guard let digest = try assembly.copy(step.frames, of: &source, groups: step.groups) else {
          return .rejecting([step.piece], houseID: current)
        }
        digests.append(digest)
        try bench.step(Double(digests.count) / Double(steps.count))
      }
      guard try assembly.finish() == sound?.digest else {
        return .rejecting([], houseID: current, isSoundRejected: true)
      }
      return Answer(
        rejectedPieces: [], houseID: current, frames: frameCount, stepDigests: digests)
    } catch {
      throw JobFailure(error)
    }
  }

  private func piece(_ index: Int, on bench: Workbench) throws(FFmpegError) -> PieceReader {
    try PieceReader(
      descriptor: bench.inputs[index], frameRate: format.frameRate, interrupt: bench.interrupt)
  }

  private func piecesOtherThan(
    _ houseID: String, on bench: Workbench
  ) throws(FFmpegError) -> [Int] {
    var foreign: [Int] = []
    for index in 0..<pieces {
      let sets = try? piece(index, on: bench).parameterSets
      if sets.map(HouseID.of) != houseID { foreign.append(index) }
    }
    return foreign
  }

  private func soundPackets(on bench: Workbench) throws(FFmpegError) -> SoundPackets? {
    guard sound != nil else { return nil }
    return try SoundPackets(descriptor: bench.inputs[pieces], interrupt: bench.interrupt)
  }
}

extension AssembleJob.Answer {
  fileprivate static func rejecting(
    _ pieces: [Int], houseID: String, isSoundRejected: Bool = false
  ) -> Self {
    Self(
      rejectedPieces: pieces, isSoundRejected: isSoundRejected, houseID: houseID, frames: 0,
      stepDigests: [])
  }
}
