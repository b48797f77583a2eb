// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs

extension DeviceJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let output = try bench.output()
    let device: Device
    do throws(FFmpegError) {
      guard let opened = try bench.device() else { return .missing }
      device = opened
    } catch {
      return .closed(error.description)
    }
    do throws(FFmpegError) {
      let isRight = try device.isRight(writingTo: output, interrupt: bench.interrupt)
      return isRight ? .right(device.name) : .wrong(device.name)
    } catch {
      throw JobFailure(error)
    }
  }
}
