// SPDX-License-Identifier: GPL-3.0-or-later

/// A stretch of footage between two cuts, with its measures.
package struct Shot: Hashable, Sendable, Codable {
  /// Time from the first displayed frame of the file.
  package var range: TimeRange
  package var metrics: ShotMetrics
  /// Stretches of half a second and more in which the picture does not change at all, such as frozen titles.
  package var stills: [TimeRange]
  /// Stretches in which the camera turns from one view to another.
  package var pans: [TimeRange]

  package init(
    range: TimeRange, metrics: ShotMetrics, stills: [TimeRange] = [], pans: [TimeRange] = []
  ) {
    self.range = range
    self.metrics = metrics
    self.stills = stills
    self.pans = pans
  }
}

/// Measures of a shot; the pixels decide, not the container.
package struct ShotMetrics: Hashable, Sendable, Codable {
  /// Inverse edge width in 1/pixel of the coded picture, about 0.05 (soft) to 0.5 (crisp); nil when too flat.
  package var sharpness: Double?
  /// Mean luma, 0 (black) to 1 (white).
  package var exposure: Double
  /// Share of pixels in crushed shadows and in blown highlights, 0 to 1 each.
  package var shadows: Double
  package var highlights: Double
  /// 95th minus 5th percentile of luma, 0 to 1.
  package var contrast: Double
  /// Mean picture change by subject and camera, in codes of 255 between frames 1/30 s apart.
  package var motion: Double
  /// Steady camera motion, in per cent of the picture's width between two frames 1/30 s apart.
  package var pan: Double
  /// Jitter of camera motion, same unit; about 0.02 is a tripod, 1 is hard to watch.
  package var shake: Double
  /// Bits of a perceptual hash at 25, 50 and 75 % of the shot; empty when too flat.
  package var fingerprints: [UInt64]
  /// All measures in one number, 0 (unusable) to 1 (best).
  package var score: Double

  package init(
    sharpness: Double? = nil, exposure: Double = 0.5, shadows: Double = 0, highlights: Double = 0,
    contrast: Double = 0.5, motion: Double = 0, pan: Double = 0, shake: Double = 0,
    fingerprints: [UInt64] = [], score: Double = 0.5
  ) {
    self.sharpness = sharpness
    self.exposure = exposure
    self.shadows = shadows
    self.highlights = highlights
    self.contrast = contrast
    self.motion = motion
    self.pan = pan
    self.shake = shake
    self.fingerprints = fingerprints
    self.score = score
  }
}

/// Everything known of one footage file.
package struct FootageAnalysis: Hashable, Sendable, Codable {
  package var info: MediaInfo
  /// From the first displayed frame to the end of the last one.
  package var duration: MediaTime
  package var decodedFrames: Int
  /// Packets that the decoder refused or repaired.
  package var decodeFailures: Int
  /// Contiguous and sorted; the end of one is the start of the next.
  package var shots: [Shot]
  /// True when only key frames were looked at; nil for every frame.
  package var isCoarse: Bool?
  /// How the file was read; nil for directly.
  package var reading: ReadingMode?

  package init(
    info: MediaInfo, duration: MediaTime, decodedFrames: Int, decodeFailures: Int, shots: [Shot]
  ) {
    self.info = info
    self.duration = duration
    self.decodedFrames = decodedFrames
    self.decodeFailures = decodeFailures
    self.shots = shots
  }
}
