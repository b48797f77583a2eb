// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// What one picture says about its shot.
struct PictureMeasures: Sendable {
  var time: MediaTime
  var exposure: Exposure
  var sharpness: Double?
  var hash: UInt64?
  var movement: Movement?
  var change: PictureChange?
}

/// Running sums over the pictures of one shot.
struct ShotMeasures: Sendable {
  private let start: MediaTime
  private var pictures = 0.0
  private var exposure = SIMD4<Double>.zero
  private var sharpness = (sum: 0.0, count: 0.0)
  private var change = (codes: 0.0, seconds: 0.0)
  private var drift = (sum: SIMD2<Double>.zero, count: 0.0)
  private var velocity: (value: SIMD2<Double>, end: MediaTime)?
  private var jitter = RunningMedian()
  private var hashes = SparseHashes()
  private var stills = StillStretches()
  private var pans = PanStretches()
  private var latest: MediaTime?

  /// Pictures apart by which a change of codes is given: 1/30 s.
  private static let rate = 30.0

  init(start: MediaTime) { self.start = start }

  /// Adds a picture; its motion counts only when it began inside the shot.
  mutating func add(_ picture: PictureMeasures) {
    pictures += 1
    let light = picture.exposure
    exposure += SIMD4(light.mean, light.shadows, light.highlights, light.contrast)
    if let value = picture.sharpness {
      sharpness.sum += value
      sharpness.count += 1
    }
    if let hash = picture.hash { hashes.add(hash, at: picture.time) }
    if let step = picture.change, step.start >= start {
      change.codes += step.codes
      change.seconds += step.seconds
      stills.add(step)
    }
    if let latest, picture.change == nil, picture.time > latest {
      stills.add(gap: TimeRange(start: latest, end: picture.time))
    }
    latest = picture.time
    if let movement = picture.movement, movement.start >= start {
      add(movement, until: picture.time)
    }
  }

  private mutating func add(_ movement: Movement, until end: MediaTime) {
    drift.sum += movement.velocity
    drift.count += 1
    // Only a movement that goes on at once tells how steady the hand is.
    if let velocity, velocity.end == movement.start {
      jitter.add(length(movement.velocity - velocity.value))
    }
    velocity = (movement.velocity, end)
    pans.add(movement, until: end)
  }

  /// The shot that ends here.
  mutating func shot(end: MediaTime) -> Shot {
    stills.close()
    pans.close()
    let range = TimeRange(start: start, end: end)
    let light = exposure / max(pictures, 1)
    var metrics = ShotMetrics(
      sharpness: sharpness.count > 0 ? sharpness.sum / sharpness.count : nil,
      exposure: light[0], shadows: light[1], highlights: light[2], contrast: light[3],
      motion: change.seconds > 0 ? change.codes / (change.seconds * Self.rate) : 0,
      pan: drift.count > 0 ? length(drift.sum / drift.count) : 0,
      shake: jitter.value ?? 0,
      fingerprints: hashes.fingerprints(of: range))
    metrics.score = pictures > 0 ? ShotScore.value(of: metrics) : 0
    return Shot(range: range, metrics: metrics, stills: stills.ranges, pans: pans.ranges)
  }
}
