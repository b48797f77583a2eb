// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Media
import TestSupport
import Testing

@testable import FFmpeg

struct PictureFilterTests {
  static let canvas = PixelSize(width: 320, height: 180)

  static func stream(_ width: Int, _ height: Int, _ change: (inout VideoStream) -> Void = { _ in })
    -> VideoStream
  {
    var stream = VideoStream(
      codec: "h264", width: width, height: height, frameRate: Rational(25),
      timebase: Rational(1, 25))
    change(&stream)
    return stream
  }

  @Test func `a picture of the canvas' shape is scaled and tagged, nothing else`() {
    let filter = PictureFilter(stream: Self.stream(1920, 1080), canvas: Self.canvas, fit: .blur)
    #expect(
      filter.complete
        == "scale=320:180:flags=area:in_color_matrix=bt709:in_range=limited"
        + ":out_color_matrix=bt709:out_range=limited,format=yuv420p,setsar=1,"
        + "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709:field_mode=prog"
    )
  }

  @Test func `a picture that is already right is left alone`() {
    let canvas = PixelSize(width: 1920, height: 1080)
    let right = PictureFilter(stream: Self.stream(1920, 1080), canvas: canvas, fit: .crop)
    #expect(right.description.hasPrefix("format=yuv420p,setsar=1"))
    let full = Self.stream(1920, 1080) { $0.color.isFullRange = true }
    let wrong = PictureFilter(stream: full, canvas: canvas, fit: .crop)
    #expect(wrong.description.hasPrefix("scale=1920:1080:"))
  }

  @Test func `only interlaced footage is deinterlaced, and first`() {
    let stream = Self.stream(1920, 1080) { $0.isInterlaced = true }
    let filter = PictureFilter(stream: stream, canvas: Self.canvas, fit: .bars)
    #expect(filter.complete.hasPrefix(PictureFilter.deinterlacing + ",scale="))
    #expect(!filter.description.contains("bwdif"))
  }

  @Test(arguments: [
    (1920, 1080, Rational(1), 0, PixelSize(width: 320, height: 180)),
    (1920, 1080, Rational(1), 90, PixelSize(width: 102, height: 180)),
    (1080, 1920, Rational(1), 270, PixelSize(width: 320, height: 180)),
    (640, 480, Rational(1), 180, PixelSize(width: 240, height: 180)),
    (720, 576, Rational(16, 15), 0, PixelSize(width: 240, height: 180)),
    (1440, 1080, Rational(4, 3), 0, PixelSize(width: 320, height: 180)),
    (4096, 16, Rational(1), 0, PixelSize(width: 320, height: 2)),
    (1, 1, Rational(1), 0, PixelSize(width: 180, height: 180)),
  ])
  func `the whole picture keeps its shape`(
    width: Int, height: Int, aspect: Rational, clockwise: Int, expected: PixelSize
  ) {
    let stream = Self.stream(width, height) {
      $0.sampleAspect = aspect
      $0.orientation = Orientation(clockwise: clockwise)
    }
    #expect(PictureFilter(stream: stream, canvas: Self.canvas, fit: .bars).target == expected)
  }

  /// Where the corner at (-1, -1), and so on, of the coded picture is shown, by the container's own rule.
  static let matrices: [[Int]] = [
    [1, 0, 0, 1], [0, 1, -1, 0], [-1, 0, 0, -1], [0, -1, 1, 0],
    [-1, 0, 0, 1], [1, 0, 0, -1], [0, 1, 1, 0], [0, -1, -1, 0],
  ]

  @Test(arguments: matrices)
  func `each corner lands where the display matrix sends it`(matrix: [Int]) throws {
    let folder = try TemporaryFolder()
    let file = try Self.cornered(in: folder, matrix: matrix)
    let swaps = matrix[0] == 0
    let canvas = swaps ? PixelSize(width: 72, height: 128) : PixelSize(width: 128, height: 72)
    for fit in Fit.allCases {
      let picture = try Rendered(file, canvas: canvas, fit: fit)
      for (corner, luma) in Self.corners {
        let x = matrix[0] * corner.0 + matrix[2] * corner.1
        let y = matrix[1] * corner.0 + matrix[3] * corner.1
        let seen = picture.sample(x < 0 ? 0.1 : 0.9, y < 0 ? 0.1 : 0.9)[0]
        #expect(abs(seen - luma) < 12, "corner \(corner) with \(fit)")
      }
    }
  }

  @Test(arguments: matrices)
  func `a focus keeps its side, however the picture lies in the file`(matrix: [Int]) throws {
    let folder = try TemporaryFolder()
    let file = try Self.cornered(in: folder, matrix: matrix)
    // Where each corner is shown, of all of the picture.
    let shown = Self.corners.map { corner, luma in
      (
        x: matrix[0] * corner.0 + matrix[2] * corner.1,
        y: matrix[1] * corner.0 + matrix[3] * corner.1, luma: luma
      )
    }
    for focus in Focus.allCases where focus != .center {
      let isAcross = focus == .left || focus == .right
      let canvas = isAcross ? PixelSize(width: 32, height: 96) : PixelSize(width: 96, height: 32)
      let picture = try Rendered(file, canvas: canvas, fit: .crop, focus: focus)
      for corner in shown {
        let isKept =
          switch focus {
          case .left: corner.x < 0
          case .right: corner.x > 0
          case .top: corner.y < 0
          default: corner.y > 0
          }
        guard isKept else { continue }
        let seen = picture.sample(corner.x < 0 ? 0.05 : 0.95, corner.y < 0 ? 0.05 : 0.95)[0]
        #expect(abs(seen - corner.luma) < 12, "\(focus)")
      }
    }
  }

  @Test(arguments: Fit.allCases)
  func `what surrounds a narrow picture is as asked`(fit: Fit) throws {
    let folder = try TemporaryFolder()
    let file = try MediaFile.generate(
      "white.mp4", in: folder, "-f", "lavfi", "-i", "color=white:s=96x128:d=0.2:r=10",
      "-pix_fmt", "yuv420p")
    let picture = try Rendered(file, canvas: Self.canvas, fit: fit)
    #expect(picture.luma.width == 320 && picture.luma.height == 180)
    #expect(abs(picture.sample(0.5, 0.5)[0] - 235) < 4)
    let side = picture.sample(0.05, 0.5)[0]
    switch fit {
    case .crop: #expect(abs(side - 235) < 4)
    case .bars: #expect(side == 16)
    case .blur: #expect((100..<200).contains(side))
    }
    #expect(
      picture.color
        == ColorDescription(primaries: "bt709", transfer: "bt709", matrix: "bt709"))
  }

  @Test(arguments: ["bt709", "bt470bg"], [false, true])
  func `colours survive the change of matrix and range`(matrix: String, isFull: Bool) throws {
    let folder = try TemporaryFolder()
    let range = isFull ? "full" : "limited"
    // The source is RGB, so its YUV comes from the named matrix, and only from it.
    let file = try MediaFile.generate(
      "patch.mkv", in: folder, "-f", "lavfi", "-i", "color=0xC83250:s=128x72:d=0.2:r=10",
      "-vf", "scale=out_color_matrix=\(matrix):out_range=\(range),format=yuv420p", "-qp", "0",
      "-colorspace", matrix, "-color_range", isFull ? "pc" : "tv")
    let picture = try Rendered(file, canvas: PixelSize(width: 128, height: 72), fit: .bars)
    let seen = picture.sample(0.5, 0.5)
    let expected = Self.bt709(red: 200, green: 50, blue: 80)
    for (seen, expected) in zip(seen, expected) { #expect(abs(Double(seen) - expected) < 2.5) }
  }

  @Test(arguments: [("smpte2084", 0.58), ("arib-std-b67", 0.75)])
  func `white paper in high dynamic range stays below white, grey stays grey`(
    transfer: String, white: Double
  ) throws {
    let folder = try TemporaryFolder()
    // BT.2408: grey card at 38 % of both curves, white paper as given.
    func level(_ signal: Double) throws -> Double {
      let code = Int((64 + 876 * signal).rounded())
      let file = try MediaFile.generate(
        "\(code).mp4", in: folder, "-f", "lavfi", "-i", "color=gray:s=128x72:d=0.2:r=10",
        "-vf", "format=yuv420p10le,lutyuv=y=\(code):u=512:v=512", "-qp", "0", "-pix_fmt",
        "yuv420p10le", "-color_trc", transfer, "-color_primaries", "bt2020", "-colorspace",
        "bt2020nc", "-color_range", "tv")
      let picture = try Rendered(file, canvas: PixelSize(width: 64, height: 36), fit: .crop)
      let sample = picture.sample(0.5, 0.5)
      #expect(abs(sample[1] - 128) < 3 && abs(sample[2] - 128) < 3)
      return Double(sample[0] - 16) / 219
    }
    #expect(abs(try level(0.38) - 0.42) < 0.03)
    #expect((0.78...0.92).contains(try level(white)))
    #expect(try level(0) < 0.02)
  }

  /// Four flat quarters of known luma, with the display matrix written into the track header.
  private static func cornered(in folder: TemporaryFolder, matrix: [Int]) throws -> MediaFile {
    let boxes = corners.map { corner, luma in
      let gray = Int((Double(luma - 16) / 219 * 255).rounded())
      let hex = String(gray, radix: 16)
      return
        "drawbox=\(corner.0 < 0 ? 0 : 64):\(corner.1 < 0 ? 0 : 36):64:36:0x\(hex)\(hex)\(hex):fill"
    }
    let made = try MediaFile.generate(
      "flat.mp4", in: folder, "-f", "lavfi", "-i", "color=black:s=128x72:d=0.2:r=10", "-vf",
      boxes.joined(separator: ","), "-pix_fmt", "yuv420p", "-crf", "10")
    var data = try Data(contentsOf: URL(fileURLWithPath: made.path))
    let box = try #require(data.range(of: Data("tkhd".utf8)))
    let parts = [matrix[0], matrix[1], 0, matrix[2], matrix[3], 0]
    for (index, value) in parts.enumerated() {
      // Forty bytes of times and numbers stand before the matrix, whose parts are 16.16.
      let place = box.upperBound + 40 + 4 * index
      let bytes = withUnsafeBytes(of: Int32(value << 16).bigEndian) { Data($0) }
      data.replaceSubrange(place..<(place + 4), with: bytes)
    }
    try data.write(to: URL(fileURLWithPath: folder.file("turned.mp4")))
    return try MediaFile(folder.file("turned.mp4"))
  }

  private static let corners: [((Int, Int), Int)] = [
    ((-1, -1), 50), ((1, -1), 100), ((-1, 1), 150), ((1, 1), 200),
  ]

  /// BT.709's own formula.
  private static func bt709(red: Double, green: Double, blue: Double) -> [Double] {
    let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return [
      16 + luma * 219 / 255, 128 + (blue - luma) / 1.8556 * 224 / 255,
      128 + (red - luma) / 1.5748 * 224 / 255,
    ]
  }
}
