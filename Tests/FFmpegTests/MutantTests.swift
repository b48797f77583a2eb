// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct MutantTests {
  @Test(.timeLimit(.minutes(3)), arguments: ["a.mp4", "a.mkv", "a.ts", "a.avi", "a.mpg", "a.wmv"])
  func `no damage brings the reader down`(name: String) throws {
    let folder = try TemporaryFolder()
    let whole = try MediaFile.generate(
      name, in: folder, "-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=1", "-f", "lavfi", "-i",
      "sine=d=1")
    let data = try Data(contentsOf: URL(fileURLWithPath: whole.path))
    let count = Int(ProcessInfo.processInfo.environment["MONTAGED_MUTANTS"] ?? "") ?? 12
    for seed in 0..<count {
      var random = Sequence(state: UInt64(seed))
      try Self.damaged(data, &random).write(to: URL(fileURLWithPath: folder.file("mutant")))
      let mutant = try MediaFile(folder.file("mutant"))
      // Whatever it answers; frames must not outnumber what so few bytes can hold.
      let pictures = (try? Self.read(mutant)) ?? 0
      #expect(pictures < 2000, "seed \(seed)")
    }
  }

  /// Cuts the end off, blanks a page or flips bits, by the generator's choice.
  private static func damaged(_ data: Data, _ random: inout Sequence) -> Data {
    var bytes = [UInt8](data)
    switch random.next() % 3 {
    case 0: bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
    case 1:
      let start = Int(random.next() % UInt64(bytes.count))
      for index in start..<min(start + 4096, bytes.count) { bytes[index] = 0 }
    default:
      for _ in 0..<20 {
        bytes[Int(random.next() % UInt64(bytes.count))] ^= 1 << UInt8(random.next() % 8)
      }
    }
    return Data(bytes)
  }

  private static func read(_ file: MediaFile) throws -> Int {
    var reader = try FootageReader(descriptor: file.descriptor)
    var picture = FootagePicture()
    var last: MediaTime?
    while try reader.next(into: &picture) {
      if let last { #expect(last < picture.time) }
      last = picture.time
    }
    try reader.seek(to: MediaTime(seconds: 0.5))
    _ = try reader.next(into: &picture)
    return reader.decodedFrames
  }

  /// SplitMix64: the same numbers for the same seed.
  private struct Sequence {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
