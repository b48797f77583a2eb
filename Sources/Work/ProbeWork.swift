// SPDX-License-Identifier: GPL-3.0-or-later

package import Jobs
internal import FFmpeg
package import Media

extension ProbeJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> MediaInfo {
    let input = try bench.input()
    do throws(FFmpegError) {
      let demuxer = try Demuxer(descriptor: input, interrupt: bench.interrupt)
      let container = demuxer.info()
      guard container.video != nil else { return container }
      return try VideoReader(descriptor: input, purpose: .analysis, interrupt: bench.interrupt).info
    } catch {
      throw JobFailure(error)
    }
  }
}
