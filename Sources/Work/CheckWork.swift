// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Rendering

extension CheckJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let film = try bench.input()
    guard stepFrames.count == stepDigests.count else {
      throw JobFailure(.badOrder, detail: "frames and digests do not fit")
    }
    let check = FilmCheck(
      format: format, houseID: houseID,
      steps: zip(stepFrames, stepDigests).map { (frames: $0, digest: $1) }, hasSound: hasSound)
    do throws(FFmpegError) {
      return Answer(faults: try check.faults(of: film, interrupt: bench.interrupt))
    } catch {
      throw JobFailure(error)
    }
  }
}
