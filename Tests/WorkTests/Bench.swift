// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Jobs
import Media
import Synchronization
import Work

/// A workbench in this process, which remembers what it was told.
final class Bench: Sendable {
  let interrupt = InterruptFlag()
  private let told = Mutex<[Double]>([])

  var shares: [Double] { told.withLock { $0 } }

  func with(_ inputs: [Int32], _ outputs: [Int32] = []) -> Workbench {
    Workbench(inputs: inputs, outputs: outputs, interrupt: interrupt) { share in
      self.told.withLock { $0.append(share) }
    }
  }
}

extension HouseFormat {
  static let small = HouseFormat(
    canvas: PixelSize(width: 320, height: 180), frameRate: Rational(30))
}

extension SpanOrder {
  init(_ start: Int, _ count: Int, entries: [Int] = []) {
    self.init(frames: FrameSpan(start: start, count: count), entries: entries)
  }
}

/// Why `job` fails with these descriptors; nil when it does not.
func reason<Body: Workable>(
  of job: Body, _ inputs: [Int32], _ outputs: [Int32] = []
) -> JobFailure.Reason? {
  do throws(JobFailure) {
    _ = try job.run(on: Bench().with(inputs, outputs))
    return nil
  } catch {
    return error.reason
  }
}
