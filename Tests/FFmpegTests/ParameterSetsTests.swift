// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import FFmpeg

struct ParameterSetsTests {
  static let units: [[UInt8]] = [[0x67, 100, 0, 30, 1], [0x68, 7, 9]]

  /// The same two sets in all the forms in which headers carry them.
  static let headers: [[UInt8]] = [
    [0, 0, 0, 1, 0x67, 100, 0, 30, 1, 0, 0, 0, 1, 0x68, 7, 9],
    [0, 0, 1, 0x67, 100, 0, 30, 1, 0, 0, 1, 0x68, 7, 9],
    [0, 0, 0, 1, 0x67, 100, 0, 30, 1, 0, 0, 1, 0x68, 7, 9, 0],
    [1, 100, 0, 30, 0xff, 0xe1, 0, 5, 0x67, 100, 0, 30, 1, 1, 0, 3, 0x68, 7, 9],
    // High profile: chroma format and bit depths follow.
    [
      1, 100, 0, 30, 0xff, 0xe1, 0, 5, 0x67, 100, 0, 30, 1, 1, 0, 3, 0x68, 7, 9, 0xfd, 0xf8, 0xf8,
      0,
    ],
  ]

  @Test(arguments: headers)
  func `both forms hold the same sets`(header: [UInt8]) {
    #expect(ParameterSets(header: header)?.units == Self.units)
  }

  @Test(
    arguments: [
      [], [0], [1], [7, 7, 7], [0, 0, 0, 0], [1, 100, 0, 30, 0xff], [1, 100, 0, 30, 0xff, 0xe1, 0],
      [1, 100, 0, 30, 0xff, 0xe1, 0xff, 0xff, 0x67], [1, 100, 0, 30, 0xff, 0xe0, 0],
      [1, 100, 0, 30, 0xff, 0xe1, 0, 1, 0x67, 1, 0, 9, 0x68],
    ] as [[UInt8]])
  func `what is no header holds none`(header: [UInt8]) {
    #expect(ParameterSets(header: header) == nil)
  }
}
