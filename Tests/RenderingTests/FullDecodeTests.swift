// SPDX-License-Identifier: GPL-3.0-or-later

import FFmpeg
import Foundation
import Rendering
import TestSupport
import Testing

struct FullDecodeTests {
  let studio: Studio
  let film: Int32

  init() throws {
    studio = try Studio()
    film = try studio.make(
      "film.mp4",
      NumberedPictures.source(frames: 60) + [
        "-f", "lavfi", "-i", "sine=f=440:r=48000:d=2", "-c:v", "libx264", "-preset", "ultrafast",
        "-bf", "0", "-g", "12", "-c:a", "aac", "-b:a", "96k",
      ])
  }

  /// A copy of the film whose packets from `first` on, of one kind of stream, are rubbish.
  private func damaged(_ stream: String, packet first: Int) throws -> Int32 {
    let places = try Judge.entries(
      "packet=size,pos", of: studio.file("film.mp4"), "-select_streams", stream
    ).compactMap(Int.init)
    var bytes = try studio.bytes("film.mp4")
    for packet in first..<min(first + 3, places.count / 2) {
      let (size, place) = (places[2 * packet], places[2 * packet + 1])
      for index in (place + min(6, size / 2))..<(place + size) {
        bytes[index] = UInt8(truncatingIfNeeded: index &* 37 | 1)
      }
    }
    return try studio.write("damaged.mp4", bytes)
  }

  @Test func `a sound film has no fault, with sound or without`() throws {
    var shares: [Double] = []
    let faults = try FullDecode.faults(of: film) { (share) throws(FFmpegError) in
      shares.append(share)
    }
    #expect(faults == [])
    #expect(shares == shares.sorted() && shares.last ?? 0 > 0.9 && shares.count >= 60)
    let silent = try studio.make(
      "silent.mp4", ["-i", studio.file("film.mp4"), "-an", "-c", "copy"])
    #expect(try FullDecode.faults(of: silent) == [])
  }

  @Test(arguments: [0, 13, 40, 57])
  func `a damaged picture is found wherever it is`(packet: Int) throws {
    let faults = try FullDecode.faults(of: damaged("v", packet: packet))
    #expect(faults.contains { $0.contains("decode") }, "\(faults)")
  }

  @Test func `damaged sound is found`() throws {
    #expect(try !FullDecode.faults(of: damaged("a", packet: 20)).isEmpty)
  }

  @Test func `sound that ends early is found`() throws {
    let short = try studio.make(
      "short.mp4",
      ["-i", studio.file("film.mp4"), "-c:v", "copy", "-af", "atrim=end=1.5", "-c:a", "aac"])
    let faults = try FullDecode.faults(of: short)
    #expect(
      faults.count == 1 && faults.first?.hasPrefix("the sound lasts 1.5") == true, "\(faults)")
  }

  @Test func `it ends when it is told to`() throws {
    #expect(throws: FFmpegError.interrupted) {
      try FullDecode.faults(of: film) { (_) throws(FFmpegError) in throw .interrupted }
    }
  }
}
