// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

/// What comes of a file that is read with a device, whatever the device does.
struct DeviceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let kinds: [(name: String, arguments: [String])] = [
    ("a.mp4", ["-c:v", "libx264", "-bf", "2", "-g", "20"]),
    ("open.mkv", ["-c:v", "libx264", "-g", "24", "-x264-params", "open-gop=1:bframes=3"]),
    ("hevc.mp4", ["-c:v", "libx265", "-g", "25", "-x265-params", "log-level=none"]),
    ("deep.mkv", ["-c:v", "libx264", "-pix_fmt", "yuv420p10le", "-g", "30"]),
    ("full.mp4", ["-c:v", "libx264", "-pix_fmt", "yuvj420p", "-g", "30"]),
    ("a.ts", ["-c:v", "libx264", "-g", "20", "-bf", "2"]),
  ]

  private func make(
    _ name: String, _ arguments: [String], seconds: Double = 3
  ) throws -> MediaFile {
    let path = folder.file(name)
    let film = ["-f", "lavfi", "-i", "testsrc2=s=162x90:r=25:d=\(seconds)"]
    try Shell.run(["ffmpeg", "-nostdin", "-v", "error", "-y"] + film + arguments + [path])
    return try MediaFile(path)
  }

  private func reader(
    _ file: MediaFile, _ device: Device?, mode: ReadingMode = .direct,
    purpose: Decoder.Purpose = .rendering
  ) throws -> VideoReader {
    try VideoReader(
      descriptor: file.descriptor, purpose: purpose, mode: mode, device: device)
  }

  /// A picture by all that can be told of it.
  private struct Shown: Equatable {
    var time: MediaTime
    var format: String?
    var color: ColorDescription
    var samples: Int
  }

  private func read(
    _ reader: inout VideoReader, atMost count: Int = .max
  ) throws -> [Shown] {
    let frame = try Frame()
    var all: [Shown] = []
    while all.count < count, let time = try reader.next(into: frame) {
      all.append(
        Shown(
          time: time, format: frame.pixelFormat, color: frame.color, samples: Self.digest(frame)))
    }
    return all
  }

  private static func digest(_ frame: borrowing Frame) -> Int {
    var hasher = Hasher()
    for index in 0..<3 {
      guard let plane = Plane(frame, component: index) else { return 0 }
      for y in 0..<plane.height {
        hasher.combine(
          bytes: UnsafeRawBufferPointer(
            start: plane.row(y), count: plane.width * plane.sampleBytes))
      }
    }
    return hasher.finalize()
  }

  @Test(arguments: kinds.indices)
  func `a device that is right is used, until the end that software has to confirm`(
    kind: Int
  ) throws {
    let (name, arguments) = Self.kinds[kind]
    let file = try make(name, arguments)
    var plain = try reader(file, nil)
    let expected = try read(&plain)
    #expect(expected.count == 75)
    for device in [Device.fake(), .interleaving()] {
      var tried = try reader(file, device)
      #expect(tried.device == "fake")
      var shown = try read(&tried, atMost: 60)
      #expect(tried.device == "fake")
      shown += try read(&tried)
      #expect(shown == expected)
      #expect(tried.device == nil && tried.decodeFailures == 0)
      #expect(tried.info == plain.info)
    }
  }

  @Test(arguments: kinds.indices)
  func `one that fails in the middle is replaced, and nobody sees it`(kind: Int) throws {
    let (name, arguments) = Self.kinds[kind]
    let file = try make(name, arguments)
    var plain = try reader(file, nil)
    let expected = try read(&plain)
    for pictures in 1..<70 {
      let code: Int32 = pictures % 2 == 0 ? cff_error_io : cff_error_external
      // The trial takes pictures, too: a second's, and some after its seek.
      let device = Device.fake { _, number in number < 28 + pictures ? 0 : code }
      var tried = try reader(file, device)
      #expect(tried.device == "fake")
      #expect(try read(&tried) == expected, "after \(pictures)")
      #expect(tried.device == nil && tried.decodeFailures == 0)
    }
  }

  @Test(arguments: kinds.indices)
  func `one that fails at a seek is replaced, and nobody sees it`(kind: Int) throws {
    let (name, arguments) = Self.kinds[kind]
    let file = try make(name, arguments)
    for start in stride(from: 0.1, to: 3, by: 0.37) {
      let goal = MediaTime(ticks: Int64(start * 1000), timebase: Rational(1, 1000))
      var plain = try reader(file, nil)
      try plain.seek(to: goal)
      let expected = try read(&plain)
      for pictures in [1, 2, 5, 1000] {
        let device = Device.fake { _, number in number < 28 + pictures ? 0 : cff_error_io }
        var tried = try reader(file, device)
        try tried.seek(to: goal)
        #expect(try read(&tried) == expected, "at \(start), after \(pictures)")
      }
    }
  }

  @Test func `one that cannot be attached, fails at once or lies is not used`() throws {
    let file = try make("a.mp4", ["-c:v", "libx264"])
    var plain = try reader(file, nil)
    let expected = try read(&plain)
    let devices = [
      Device.fake(attaching: cff_error_io), .fake { _, _ in cff_error_external },
      .fake { _, number in number < 20 ? 0 : cff_error_io },
      .fake { frame, number in
        if number == 24 { Device.spoil(frame, plane: 0) }
        return 0
      },
      .fake { frame, _ in
        Device.spoil(frame, plane: 2)
        return 0
      },
      .fake { frame, number in
        if number == 3 { frame.pointee.best_effort_timestamp += 1 }
        return 0
      },
      .fake { frame, _ in
        frame.pointee.color_range = AVCOL_RANGE_JPEG
        return 0
      },
      .fake { frame, number in
        // The first after the seek.
        if number == 26 { Device.spoil(frame, plane: 0) }
        return 0
      },
      .fake { frame, _ in
        frame.pointee.width -= 2
        return 0
      },
    ]
    for (index, device) in devices.enumerated() {
      var tried = try reader(file, device)
      #expect(tried.device == nil, "\(index)")
      #expect(try read(&tried) == expected, "\(index)")
    }
  }

  @Test func `who measures, or reads cautiously, gets none`() throws {
    let file = try make("a.mp4", ["-c:v", "libx264"])
    #expect(try reader(file, .fake()).device == "fake")
    #expect(try reader(file, .fake(), purpose: .analysis).device == nil)
    for mode in ReadingMode.allCases where mode != .direct {
      #expect(try reader(file, .fake(), mode: mode).device == nil)
    }
  }

  @Test func `codecs that leave a decoder a choice, damaged and short files get none`() throws {
    let codec = try make("mpeg2.mpg", ["-c:v", "mpeg2video"])
    #expect(try reader(codec, .fake()).device == nil)
    let short = try make("short.mp4", ["-c:v", "libx264"], seconds: 0.8)
    #expect(try reader(short, .fake()).device == nil)
    let whole = try make("whole.mp4", ["-c:v", "libx264", "-movflags", "+faststart"])
    var bytes = try Data(contentsOf: URL(fileURLWithPath: whole.path))
    let start = try #require(bytes.range(of: Data("mdat".utf8))).upperBound + 6000
    for index in start..<(start + 400) { bytes[index] = 0x55 }
    try bytes.write(to: URL(fileURLWithPath: folder.file("damaged.mp4")))
    let damaged = try MediaFile(folder.file("damaged.mp4"))
    var tried = try reader(damaged, .fake())
    var plain = try reader(damaged, nil)
    #expect(tried.device == nil)
    #expect(try read(&tried) == read(&plain))
    #expect(tried.decodeFailures == plain.decodeFailures)
  }

  @Test func `a device that is not there says so, whichever it is`() throws {
    #expect(try Device.open(.off) == nil)
    let isThere =
      FileManager.default.fileExists(atPath: "/dev/dri")
      || FileManager.default.fileExists(atPath: "/dev/nvidiactl")
    if !isThere {
      for hardware in [Hardware.auto, .vaapi, .cuda] {
        let error = #expect(throws: FFmpegError.self) { try Device.open(hardware) }
        #expect(error?.isDeviceFailure == false, "\(hardware)")
      }
    }
    // These look for their device when there is a stream.
    let file = try make("a.mp4", ["-c:v", "libx264"])
    for hardware in [Hardware.qsv, .v4l2m2m] {
      let device = try #require(try Device.open(hardware))
      #expect(device.name == hardware.rawValue)
      if !isThere, !FileManager.default.fileExists(atPath: "/dev/video0") {
        var tried = try reader(file, device)
        #expect(tried.device == nil)
        #expect(try read(&tried).count == 75)
      }
    }
  }

  @Test func `an interruption ends a trial as anything else`() throws {
    let file = try make("a.mp4", ["-c:v", "libx264"])
    let flag = InterruptFlag()
    flag.set()
    let error = #expect(throws: FFmpegError.self) {
      _ = try VideoReader(
        descriptor: file.descriptor, purpose: .rendering, device: .fake(), interrupt: flag)
    }
    #expect(error?.isInterruption == true)
  }
}
