// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
package import Media

/// Pictures that tell their own number: eight bars in the upper half, white for each bit that is set.
///
/// The lower half moves, so that the encoder has something to do.
package enum NumberedPictures {
  /// Arguments of the `ffmpeg` command that make `frames` of them, at most 256.
  package static func source(
    rate: String = "30", frames: Int = 60, size: (width: Int, height: Int) = (320, 180)
  ) -> [String] {
    let half = "\(size.width):\(size.height / 2)"
    let rest = "\(size.width)x\(size.height - size.height / 2)"
    return [
      "-f", "lavfi", "-i",
      "nullsrc=s=16x2:r=\(rate),geq=lum='if(bitand(N,pow(2,floor(X/2))),235,16)':cb=128:cr=128,"
        + "scale=\(half):flags=neighbor,setsar=1,format=yuv420p[bars];"
        + "testsrc2=s=\(rest):r=\(rate),format=yuv420p[rest];"
        + "[bars][rest]vstack,trim=end_frame=\(frames)",
    ]
  }

  /// The number in an upright picture that fills its canvas.
  package static func number(_ luma: GrayImage) -> Int {
    let row = luma.height / 4
    return (0..<8).reduce(0) { number, bit in
      let column = (2 * bit + 1) * luma.width / 16
      return luma[column, row] > 125 ? number | 1 << bit : number
    }
  }

  /// The numbers of all pictures of a file, as the `ffmpeg` command decodes and shows them.
  package static func numbers(in path: String) throws -> [Int] {
    let bars = [UInt8](
      try Shell.run(
        "ffmpeg", "-nostdin", "-v", "error", "-i", path, "-vsync", "0", "-vf",
        "crop=iw:2:0:ih/4,scale=8:1:flags=area,format=gray", "-f", "rawvideo", "-"))
    return stride(from: 0, to: bars.count, by: 8).map { start in
      (0..<8).reduce(0) { bars[start + $1] > 125 ? $0 | 1 << $1 : $0 }
    }
  }
}
