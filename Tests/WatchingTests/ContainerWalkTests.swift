// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import TestSupport
import Testing
import Watching

struct ContainerWalkTests {
  @Test(arguments: [
    ("whole.mp4", ["-movflags", "+faststart"]), ("end.mp4", []),
    ("fragments.mp4", ["-movflags", "+frag_keyframe+empty_moov"]), ("film.mov", []),
    ("film.mkv", []), ("film.webm", ["-c:v", "libvpx", "-deadline", "realtime"]),
    ("film.avi", []),
  ])
  func `a film is whole, and no part of it is`(name: String, options: [String]) throws {
    let folder = try TemporaryFolder()
    let source = "testsrc=s=64x64:r=10:d=3"
    try Shell.run(
      ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-g", "5"] + options
        + [folder.file(name)])
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file(name))))
    #expect(check(bytes) == .complete)
    for percent in [30, 60, 90, 99] {
      let part = Array(bytes.prefix(bytes.count * percent / 100))
      #expect(isIncomplete(check(part)), "\(percent) %")
    }
    #expect(isIncomplete(check(Array(bytes.dropLast()))))
  }

  @Test(arguments: [("song.wav", "complete"), ("song.flac", "unknown"), ("song.mp3", "unknown")])
  func `a song is whole where its container tells`(name: String, word: String) throws {
    let folder = try TemporaryFolder()
    try Shell.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=1", folder.file(name))
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.file(name))))
    #expect(check(bytes) == (word == "complete" ? .complete : .unknown))
    if word == "complete" {
      #expect(isIncomplete(check(Array(bytes.prefix(bytes.count / 2)))))
    }
  }

  @Test func `junk behind a whole movie does not make it half a movie`() {
    let movie = box("ftyp", 8) + box("mdat", 100) + box("moov", 50)
    let junk = [UInt8](repeating: 0x9C, count: 500)
    #expect(check(movie + junk) == .complete)
    #expect(isIncomplete(check(Array(movie.prefix(movie.count - 58)) + junk)))
  }

  @Test func `space that was reserved and not yet written is missing`() throws {
    let movie = box("ftyp", 8) + box("mdat", 100) + box("moov", 50)
    let half = Array(movie.prefix(124)) + [UInt8](repeating: 0, count: movie.count - 124)
    #expect(isIncomplete(check(half)))
    #expect(check([UInt8](repeating: 0, count: 1000)) == .incomplete(percent: 0))
  }

  @Test(arguments: [[], [0], [0, 0, 0, 8], Array("hello, world, this is text".utf8)] as [[UInt8]])
  func `what is no container is unknown`(bytes: [UInt8]) {
    let completeness = check(bytes)
    #expect(completeness == .unknown || bytes.allSatisfy { $0 == 0 })
  }

  /// Every number a header can lie with must end the walk soon and without a trap.
  @Test func `lies about sizes are survived`() {
    let numbers: [UInt64] = [
      0, 1, 2, 7, 8, 9, 15, 16, 17, 1 << 31, 1 << 32 - 1, 1 << 32, 1 << 62, 1 << 63 - 9,
      1 << 63 - 1, 1 << 63, .max - 8, .max - 1, .max,
    ]
    for number in numbers {
      let short = big(number, 4)
      let long = big(number, 8)
      let little = Array(short.reversed())
      let starts: [[UInt8]] = [
        short + "ftyp".utf8, short + "moov".utf8 + long,
        big(1, 4) + "mdat".utf8 + long, box("ftyp", 8) + big(1, 4) + "moov".utf8 + long,
        box("ftyp", 8) + box("moov", 9) + short + "mdat".utf8,
        [0x1A, 0x45, 0xDF, 0xA3] + long, [0x1A, 0x45, 0xDF, 0xA3, 0x01] + long.dropFirst(),
        [0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67] + long,
        [0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x01] + long.dropFirst(),
        "RIFF".utf8 + little + "WAVE".utf8, "RIFX".utf8 + short + "WAVE".utf8,
        "RF64".utf8 + little + "WAVEds64".utf8 + little + Array(long.reversed()),
        "RIFF".utf8 + Array(big(20, 4).reversed()) + "AVI ".utf8 + long + "RIFF".utf8 + little,
      ]
      for start in starts {
        for tail in [0, 1, 40] {
          _ = check(start + [UInt8](repeating: 0xA5, count: tail))
        }
        // The same lie in a file said to be as long as can be.
        _ = check(start, size: .max)
      }
    }
  }

  @Test func `random bytes are survived`() {
    var random = SeededRandom(printing: "random containers")
    let leads: [[UInt8]] = [
      box("ftyp", 8), [0x1A, 0x45, 0xDF, 0xA3], Array("RIFF".utf8), Array("RF64".utf8), [],
    ]
    for round in 0..<5000 {
      let tail = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
        UInt8(truncatingIfNeeded: random.next())
      }
      _ = check(leads[round % leads.count] + tail)
    }
  }

  @Test func `a file of tiny boxes ends the walk`() {
    let tiny = box("free", 0)
    var reads = 0
    let completeness = ContainerWalk<Never>.check(size: 1 << 40) { (offset, count) in
      reads += 1
      return Array((tiny + tiny).prefix(count))
    }
    #expect(completeness == .unknown)
    #expect(reads < 20_000)
  }

  @Test func `a note of the camera behind the movie does no harm`() {
    let movie = box("ftyp", 8) + box("moov", 50) + box("mdat", 100)
    #expect(check(movie + [UInt8](repeating: 0, count: 5)) == .complete)
    #expect(check(movie + [0, 0, 0, 2] + Array("SEFT and more".utf8)) == .complete)
    #expect(isIncomplete(check(box("ftyp", 8) + box("mdat", 100))))
  }

  @Test func `percents tell about how much is here`() {
    let half = box("ftyp", 8) + big(984, 4) + "mdat".utf8 + [UInt8](repeating: 1, count: 476)
    #expect(check(half) == .incomplete(percent: 50))
  }

  @Test func `a read that fails is passed on`() {
    #expect(throws: SystemError.self) {
      try ContainerWalk.check(size: 100) { (_, _) throws(SystemError) -> [UInt8] in
        throw SystemError(errno: 5, call: "pread")
      }
    }
  }

  private func check(_ bytes: [UInt8], size: Int64? = nil) -> Completeness {
    ContainerWalk<Never>.check(size: size ?? Int64(bytes.count)) { (offset, count) in
      offset < bytes.count ? Array(bytes[Int(offset)...].prefix(count)) : []
    }
  }

  private func isIncomplete(_ completeness: Completeness) -> Bool {
    if case .incomplete = completeness { true } else { false }
  }

  private func box(_ kind: String, _ content: Int) -> [UInt8] {
    big(UInt64(content + 8), 4) + kind.utf8 + [UInt8](repeating: 1, count: content)
  }

  private func big(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
