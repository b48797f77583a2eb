// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// From pictures to shots with their measures, one picture at a time, in memory that grows with shots only.
package struct FootageAnalyser: Sendable {
  private var detector = ShotDetector()
  private var cadence = Cadence()
  private var camera: CameraMotion
  private var changes = PictureChanges()
  /// Measures of pictures whose shot is not certain yet: some 200 at most.
  private var waiting: [PictureMeasures] = []
  private var latest: MediaTime?
  private var start = MediaTime.zero
  private var measures = ShotMeasures(start: .zero)
  private var shots: [Shot] = []

  /// Analyses pictures whose width over height, as displayed, is `aspect`.
  package init(aspect: Double = 16.0 / 9.0) {
    camera = CameraMotion(aspect: aspect > 0 ? aspect : 1)
  }

  /// Takes the next picture; one whose time does not rise is passed over.
  package mutating func process(_ picture: borrowing FootagePicture) {
    if let latest, picture.time <= latest { return }
    latest = picture.time
    measure(picture)
    settle(detector.process(picture), before: detector.settledTime ?? .zero)
  }

  /// Answers the shots, contiguous from zero to `end`,; none when the footage has no length.
  package mutating func finish(end: MediaTime) -> [Shot] {
    let end = max(end, latest ?? .zero)
    settle(detector.finish().filter { $0.time < end }, before: nil)
    if start < end { shots.append(measures.shot(end: end)) }
    return shots
  }

  private mutating func measure(_ picture: borrowing FootagePicture) {
    let isDue = cadence.takes(picture.time)
    let sharpness = picture.detail.flatMap { Sharpness.measure($0) }
    guard isDue || sharpness != nil else { return }
    let area = ActiveArea(inside: picture.overview)
    var measures = PictureMeasures(
      time: picture.time,
      exposure: Exposure(of: picture.overview, in: area, isFullRange: picture.isFullRange),
      sharpness: sharpness)
    if isDue {
      measures.hash = PerceptualHash.measure(picture.overview, in: area)
      measures.movement = camera.measure(picture.overview, at: picture.time)
      measures.change = changes.measure(picture.luma, at: picture.time)
    }
    waiting.append(measures)
  }

  /// Gives waiting pictures to their shots as far as boundaries are known; nil means to the end.
  private mutating func settle(_ boundaries: [ShotBoundary], before known: MediaTime?) {
    var next = 0
    for boundary in boundaries where boundary.time > start {
      next = add(from: next, before: boundary.time)
      shots.append(measures.shot(end: boundary.time))
      start = boundary.time
      measures = ShotMeasures(start: start)
    }
    next = add(from: next, before: known)
    waiting.removeFirst(next)
  }

  private mutating func add(from first: Int, before time: MediaTime?) -> Int {
    var next = first
    while next < waiting.count, time.map({ waiting[next].time < $0 }) ?? true {
      measures.add(waiting[next])
      next += 1
    }
    return next
  }
}
