// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The pictures of one file, reduced to what the measures of shots need.
package struct FootageReader: ~Copyable {
  private var reader: VideoReader
  private let frame: Frame
  private let converted: Frame
  private let converter: PlanarConverter
  private var reducer = PictureReducer()

  /// Opens the file and decodes its first picture; `descriptor` stays the caller's, open for this value's life.
  package init(
    descriptor: Int32, mode: ReadingMode = .direct, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let reader = try VideoReader(
      descriptor: descriptor, purpose: .analysis, mode: mode, interrupt: interrupt)
    let frame = try Frame()
    let converted = try Frame()
    self.reader = reader
    self.frame = frame
    self.converted = converted
    converter = PlanarConverter()
  }

  package var info: MediaInfo { reader.info }

  /// The stream that is read.
  package var video: VideoStream { reader.video }

  package var decodedFrames: Int { reader.decodedFrames }

  package var decodeFailures: Int { reader.decodeFailures }

  /// How long the last picture is shown.
  package var frameDuration: MediaTime { reader.frameDuration }

  /// Fills `picture` with the next picture; false at the end.
  package mutating func next(into picture: inout FootagePicture) throws(FFmpegError) -> Bool {
    guard let time = try reader.next(into: frame) else { return false }
    try reduce(at: time, into: &picture)
    return true
  }

  /// Fills `picture` with the first picture, then with key frames only; false at the end, or where they become too rare.
  ///
  /// Before `next`, go somewhere by `seek`, and not back to this.
  package mutating func nextKeyFrame(
    into picture: inout FootagePicture, followers: Int = 0
  ) throws(FFmpegError) -> Bool {
    guard
      let time = try reader.nextKeyFrame(
        into: frame, distance: Self.keyFrameDistance, followers: followers)
    else { return false }
    try reduce(at: time, into: &picture)
    return true
  }

  /// Fills `picture` with the next of the pictures right after the last key frame; false when there were as many as that asked for.
  package mutating func nextFollower(
    into picture: inout FootagePicture
  ) throws(FFmpegError) -> Bool {
    guard let time = try reader.nextFollower(into: frame) else { return false }
    try reduce(at: time, into: &picture)
    return true
  }

  /// Times and bytes of the pictures that the last call of `nextKeyFrame` came across, in order of decoding.
  package mutating func takePassed() -> [(time: MediaTime, bytes: Int, isKeyFrame: Bool)] {
    reader.takePassed()
  }

  /// What is known of all pictures that `nextKeyFrame` passed over.
  package var undecoded: UndecodedPictures { reader.undecoded }

  /// Where every picture is a key frame, two a second are enough; farther apart, too much happens unseen.
  package static let keyFrameDistance =
    MediaTime(
      ticks: 500_000, timebase: .microsecond)...MediaTime(
      ticks: 4_500_000, timebase: .microsecond)

  private mutating func reduce(
    at time: MediaTime, into picture: inout FootagePicture
  ) throws(FFmpegError) {
    picture.time = time
    picture.isKeyFrame = frame.isKeyFrame
    picture.isFullRange = reader.video.color.isFullRange
    picture.detail = nil
    if Plane(frame, component: 0) != nil {
      reducer.reduce(frame, into: &picture)
    } else {
      try converter.convert(frame, into: converted)
      // The converter always writes limited range.
      picture.isFullRange = false
      reducer.reduce(converted, into: &picture)
    }
  }

  /// Goes to a picture at or before `target`, usually the key frame before it.
  package mutating func seek(to target: MediaTime) throws(FFmpegError) {
    try reader.seek(to: target)
    reducer.lastDetail = nil
  }
}

/// Small pictures from frames.
private struct PictureReducer {
  /// When luma was last copied in full.
  var lastDetail: MediaTime?
  private var luma = AreaMean([FootagePicture.lumaSize, FootagePicture.overviewSize])
  private var blue = AreaMean([FootagePicture.chromaSize])
  private var red = AreaMean([FootagePicture.chromaSize])

  mutating func reduce(_ frame: borrowing Frame, into picture: inout FootagePicture) {
    guard let plane = Plane(frame, component: 0) else { return }
    luma.reduce(plane)
    luma.swap(0, with: &picture.luma)
    luma.swap(1, with: &picture.overview)
    if let bluePlane = Plane(frame, component: 1), let redPlane = Plane(frame, component: 2) {
      blue.reduce(bluePlane)
      blue.swap(0, with: &picture.blue)
      red.reduce(redPlane)
      red.swap(0, with: &picture.red)
    } else {
      picture.blue = Self.noColor
      picture.red = Self.noColor
    }
    if wantsDetail(picture) {
      picture.detail = plane.copy()
      lastDetail = picture.time
    }
  }

  /// Key frames carry the most detail; where they are rare, any picture must do.
  private func wantsDetail(_ picture: FootagePicture) -> Bool {
    guard let lastDetail else { return true }
    let seconds = (picture.time - lastDetail).seconds
    return seconds >= (picture.isKeyFrame ? 0.8 : 2)
  }

  private static let noColor = GrayImage(
    width: FootagePicture.chromaSize.width, height: FootagePicture.chromaSize.height,
    filledWith: 128)
}
