// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct CanvasFilterTests {
  @Test(arguments: [false, true])
  func `a film that changes its size keeps all its pictures`(isInterlaced: Bool) throws {
    let folder = try TemporaryFolder()
    var joined = Data()
    for size in ["64x48", "128x72", "64x48"] {
      let part = try MediaFile.generate(
        size + ".h264", in: folder, "-f", "lavfi", "-i", "testsrc2=s=\(size):r=25:d=0.4",
        "-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "0")
      joined += try Data(contentsOf: URL(fileURLWithPath: part.path))
    }
    try joined.write(to: URL(fileURLWithPath: folder.file("joined.h264")))
    let file = try MediaFile(folder.file("joined.h264"))
    var reader = try VideoReader(descriptor: file.descriptor, purpose: .rendering)
    var stream = reader.video
    // The deinterlacer holds one picture back.
    stream.isInterlaced = isInterlaced
    var filter = CanvasFilter(
      stream: stream, canvas: PixelSize(width: 96, height: 54), fit: .blur)
    let source = try Frame()
    let target = try Frame()
    var (shown, placed): ([MediaTime], [MediaTime]) = ([], [])
    func drain(_ filter: inout CanvasFilter) throws {
      while try filter.pull(into: target) {
        let size = target.size
        #expect(size == PixelSize(width: 96, height: 54))
        if let time = target.time { placed.append(time) }
      }
    }
    while let time = try reader.next(into: source) {
      shown.append(time)
      try filter.push(source)
      try drain(&filter)
    }
    try filter.finish()
    try drain(&filter)
    #expect(shown.count == 30)
    #expect(placed == shown)
  }
}
