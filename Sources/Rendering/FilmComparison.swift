// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// Compares the pictures of two films one by one: each of the first with what the second shows at that time.
package struct FilmComparison: ~Copyable {
  private var first: VideoReader
  private var second: ShownPictures
  private let picture: Frame
  private var filter: LikenessFilter
  private var tally = LikenessTally()
  private var frame = 0

  /// Opens both; the descriptors stay the caller's, open for this value's life.
  package init(
    _ first: Int32, _ second: Int32, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let one = try VideoReader(descriptor: first, purpose: .rendering, interrupt: interrupt)
    let other = try VideoReader(descriptor: second, purpose: .rendering, interrupt: interrupt)
    let filter = try LikenessFilter(one.video, other.video)
    let picture = try Frame()
    let slack = min(one.video.frameRate.inverse.value, other.video.frameRate.inverse.value) / 2
    let shown = try ShownPictures(other, slack: MediaTime(seconds: slack))
    self.filter = filter
    self.picture = picture
    self.second = consume shown
    self.first = consume one
  }

  /// Compares the next picture and answers its time; nil when one of the films is over.
  package mutating func next() throws(FFmpegError) -> MediaTime? {
    guard let time = try first.next(into: picture), try second.show(at: time) else { return nil }
    let isKeyFrame = second.current.isKeyFrame
    let likeness = try filter.compare(picture, second.current)
    tally.add(likeness, frame: frame, isKeyFrame: isKeyFrame)
    frame += 1
    return time
  }

  /// What the pictures compared so far come to.
  package var likeness: Likeness { tally.likeness(isScaled: filter.isScaled) }
}

/// The picture that a film shows at a time, for times that rise.
private struct ShownPictures: ~Copyable {
  /// What `show` found.
  let current: Frame
  private var end: MediaTime?
  private let ahead: Frame
  private var aheadTime: MediaTime?
  private var aheadEnd: MediaTime
  private var reader: VideoReader
  /// How much too late a picture may come: clocks round, and rates differ.
  private let slack: MediaTime

  init(_ reader: consuming VideoReader, slack: MediaTime) throws(FFmpegError) {
    let current = try Frame()
    let ahead = try Frame()
    var reader = consume reader
    aheadTime = try reader.next(into: ahead)
    aheadEnd = (aheadTime ?? .zero) + reader.frameDuration
    self.current = current
    self.ahead = ahead
    self.slack = slack
    self.reader = reader
  }

  /// Makes `current` what is shown at `time`; false after the end.
  mutating func show(at time: MediaTime) throws(FFmpegError) -> Bool {
    while let next = aheadTime, next <= time + slack {
      current.take(from: ahead)
      end = aheadEnd
      try read()
    }
    guard let end else { return false }
    return aheadTime != nil || time + slack < end
  }

  private mutating func read() throws(FFmpegError) {
    aheadTime = try reader.next(into: ahead)
    if let aheadTime { aheadEnd = aheadTime + reader.frameDuration }
  }
}
