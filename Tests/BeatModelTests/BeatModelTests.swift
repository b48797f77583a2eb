// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import BeatModel

struct BeatModelTests {
  @Test func `the bytes are those of the file`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/CBeatModel/beat-model.bin")
    #expect(BeatModel.bytes == Array(try Data(contentsOf: file)))
  }
}
