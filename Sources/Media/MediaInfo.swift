// SPDX-License-Identifier: GPL-3.0-or-later

/// What a media file holds, as its container and the first frames say.
package struct MediaInfo: Hashable, Sendable, Codable {
  /// The demuxer's name, such as `mov,mp4,m4a,3gp,3g2,mj2`.
  package var container: String
  /// What the container promises; nil where it promises nothing.
  package var duration: MediaTime?
  /// The stream that a player would show; nil for sound alone (cover art is no video).
  package var video: VideoStream?
  /// The stream that a player would play.
  package var audio: AudioStream?
  /// When the camera recorded it.
  package var captureTime: CaptureTime?
  /// Its make and model.
  package var camera: String?
  /// Moments that somebody marked while recording, counted from the start of the file, rising; nil for none.
  package var highlights: [MediaTime]?
  /// Value of the container's `montaged` tag: set on our own films only.
  package var montagedTag: String?

  package init(
    container: String, duration: MediaTime? = nil, video: VideoStream? = nil,
    audio: AudioStream? = nil, captureTime: CaptureTime? = nil, camera: String? = nil,
    highlights: [MediaTime]? = nil, montagedTag: String? = nil
  ) {
    self.container = container
    self.duration = duration
    self.video = video
    self.audio = audio
    self.captureTime = captureTime
    self.camera = camera
    self.highlights = highlights
    self.montagedTag = montagedTag
  }
}

/// A video stream; sizes in pixels as coded, before rotation.
package struct VideoStream: Hashable, Sendable, Codable {
  package var codec: String
  package var width: Int
  package var height: Int
  /// Width of a pixel over its height; 1 when the file does not say.
  package var sampleAspect: Rational
  package var orientation: Orientation
  /// Average frames per second.
  package var frameRate: Rational
  package var timebase: Rational
  package var bitDepth: Int
  package var color: ColorDescription
  package var isInterlaced: Bool
  /// Frames that the container promises; nil where it promises nothing.
  package var frameCount: Int?

  package init(
    codec: String, width: Int, height: Int, sampleAspect: Rational = Rational(1),
    orientation: Orientation = .upright, frameRate: Rational, timebase: Rational,
    bitDepth: Int = 8, color: ColorDescription = ColorDescription(), isInterlaced: Bool = false,
    frameCount: Int? = nil
  ) {
    self.codec = codec
    self.width = width
    self.height = height
    self.sampleAspect = sampleAspect
    self.orientation = orientation
    self.frameRate = frameRate
    self.timebase = timebase
    self.bitDepth = bitDepth
    self.color = color
    self.isInterlaced = isInterlaced
    self.frameCount = frameCount
  }

  /// Width over height of the picture as a viewer sees it, after rotation and with square pixels.
  package var displayAspect: Double {
    orientation.swapsAxes ? 1 / codedAspect : codedAspect
  }

  /// Width over height of the coded picture with square pixels, before rotation.
  package var codedAspect: Double {
    Double(width) * sampleAspect.value / Double(max(height, 1))
  }

  /// Size as a viewer sees it, after rotation and with square pixels.
  package var displaySize: PixelSize {
    let wide = Int((Double(width) * sampleAspect.value).rounded())
    return orientation.swapsAxes
      ? PixelSize(width: height, height: wide) : PixelSize(width: wide, height: height)
  }
}

/// How a coded picture must be turned to stand upright.
package struct Orientation: Hashable, Sendable, Codable {
  /// Clockwise turn in degrees: 0, 90, 180 or 270.
  package var clockwise: Int
  /// Mirrored left to right before the turn.
  package var isMirrored: Bool

  package init(clockwise: Int = 0, isMirrored: Bool = false) {
    self.clockwise = clockwise
    self.isMirrored = isMirrored
  }

  package static let upright = Orientation()

  package var swapsAxes: Bool { clockwise == 90 || clockwise == 270 }
}

/// Colour tags of a stream, by FFmpeg's names; nil where the file does not say.
package struct ColorDescription: Hashable, Sendable, Codable {
  package var primaries: String?
  package var transfer: String?
  package var matrix: String?
  package var isFullRange: Bool

  package init(
    primaries: String? = nil, transfer: String? = nil, matrix: String? = nil,
    isFullRange: Bool = false
  ) {
    self.primaries = primaries
    self.transfer = transfer
    self.matrix = matrix
    self.isFullRange = isFullRange
  }

  /// True for PQ and HLG, which need tone mapping.
  package var isHighDynamicRange: Bool { transfer == "smpte2084" || transfer == "arib-std-b67" }
}

/// A sound stream.
package struct AudioStream: Hashable, Sendable, Codable {
  package var codec: String
  /// Samples per second and channel.
  package var sampleRate: Int
  package var channels: Int

  package init(codec: String, sampleRate: Int, channels: Int) {
    self.codec = codec
    self.sampleRate = sampleRate
    self.channels = channels
  }
}

/// A size in pixels.
package struct PixelSize: Hashable, Sendable, Codable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  package var pixelCount: Int { width * height }
}

extension PixelSize: CustomStringConvertible {
  package var description: String { "\(width)x\(height)" }
}
