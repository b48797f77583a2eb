// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Rendering

extension VerifyJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let film = try bench.input()
    do throws(FFmpegError) {
      let faults = try FullDecode.faults(of: film, interrupt: bench.interrupt) {
        (share) throws(FFmpegError) in try bench.step(share)
      }
      return Answer(faults: faults)
    } catch {
      throw JobFailure(error)
    }
  }
}
