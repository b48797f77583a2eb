// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
package import Media

/// The pictures of one file in the order in which they are shown, at exact times from the first one.
package struct VideoReader: ~Copyable {
  /// What the container and the first picture say.
  package let info: MediaInfo
  /// The stream that is read.
  package let video: VideoStream
  /// Pictures handed out so far.
  package private(set) var decodedFrames = 0
  /// How long the last picture handed out is shown.
  package private(set) var frameDuration: MediaTime

  /// With the device while it is believed.
  private var opening: Opening
  private var source: FrameSource
  private var clock: PresentationClock
  /// The next picture, decoded ahead; `heldTime` is nil when there is none.
  private let held: Frame
  private var heldTime: Int64?
  private var lastTime: Int64 = 0
  private var failuresBeforeReopening = 0
  private var sizes: SizeWatch

  /// Opens the file and decodes its first picture; `descriptor` stays the caller's, open for this value's life.
  ///
  /// `device` decodes pictures that are shown, read directly, if its first second is what it should be, until it fails.
  package init(
    descriptor: Int32, purpose: Decoder.Purpose, mode: ReadingMode = .direct,
    device: Device? = nil, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    try self.init(
      Opening(
        descriptor: descriptor, purpose: purpose, mode: mode, interrupt: interrupt, device: device))
  }

  init(_ opening: Opening) throws(FFmpegError) {
    let opening = try opening.withTrustedDevice()
    var source = try FrameSource(opening)
    let held = try Frame()
    guard try source.next(into: held) else {
      throw FFmpegError(code: cff_error_invalid_data, call: "VideoReader.init")
    }
    var info = source.demuxer.info()
    guard let stream = info.video else {
      throw FFmpegError(code: cff_error_stream_not_found, call: "VideoReader.init")
    }
    var video = stream.completed(by: held)
    if opening.mode == .reduced, stream.width > 0, stream.height > 0 {
      // What the file holds, not what is made of it.
      (video.width, video.height) = (stream.width, stream.height)
    }
    info.video = video
    var clock = PresentationClock(video, hasDiscontinuities: source.demuxer.hasDiscontinuities)
    heldTime = clock.time(of: held.timestamp)
    frameDuration = MediaTime(ticks: clock.frameTicks, timebase: video.timebase)
    sizes = SizeWatch(last: held.size)
    self.opening = opening
    self.info = info
    self.video = video
    self.source = source
    self.clock = clock
    self.held = held
  }

  /// The device that decodes, while one does.
  package var device: String? { opening.device?.name }

  /// Packets that the decoder refused and pictures that it had to repair.
  package var decodeFailures: Int { failuresBeforeReopening + source.failures }

  /// The file's own time stamp of the first displayed picture; nil when it has none.
  package var firstTimestamp: MediaTime? {
    clock.origin.map { MediaTime(ticks: $0, timebase: video.timebase) }
  }

  /// Hands out the next picture and its time; nil at the end.
  ///
  /// Times start at zero with the first displayed frame of the file and strictly increase.
  package mutating func next(into frame: borrowing Frame) throws(FFmpegError) -> MediaTime? {
    if heldTime == nil { try decodeOn() }
    guard let ticks = heldTime else { return nil }
    lastTime = ticks
    heldTime = nil
    frame.take(from: held)
    let duration = frame.duration
    frameDuration = MediaTime(
      ticks: duration > 0 ? duration : clock.frameTicks, timebase: video.timebase)
    decodedFrames += 1
    let time = MediaTime(ticks: ticks, timebase: video.timebase)
    frame.set(time: time)
    return time
  }

  /// Hands out the first picture of the file, then key frames only; nil at the end, or where none follows within the distance.
  ///
  /// Before `next`, go somewhere by `seek`, and not back to this.
  package mutating func nextKeyFrame(
    into frame: borrowing Frame, distance: ClosedRange<MediaTime>, followers: Int = 0
  ) throws(FFmpegError) -> MediaTime? {
    if heldTime != nil {
      source.beginGroup(at: held.timestamp, followers: followers)
    } else if let origin = clock.origin {
      let last = frame.time ?? .zero
      let first = (last + distance.lowerBound).rescaled(to: video.timebase, rounding: .up).ticks
      let end = (last + distance.upperBound).rescaled(to: video.timebase, rounding: .up).ticks
      let stamps = (origin &+ first)...max(origin &+ end, origin &+ first)
      if try source.nextKeyFrame(into: held, within: stamps, followers: followers),
        try sizes.takes(held.size, isTolerant: opening.mode.isTolerant)
      {
        heldTime = clock.time(of: held.timestamp)
      }
    }
    return heldTime == nil ? nil : try next(into: frame)
  }

  /// Hands out the next of the pictures right after the last key frame; nil when there were as many as that asked for.
  package mutating func nextFollower(into frame: borrowing Frame) throws(FFmpegError) -> MediaTime?
  {
    guard try source.nextFollower(into: held),
      try sizes.takes(held.size, isTolerant: opening.mode.isTolerant)
    else { return nil }
    heldTime = clock.time(of: held.timestamp)
    return try next(into: frame)
  }

  /// Times and bytes of the pictures that the last call of `nextKeyFrame` came across, in order of decoding.
  package mutating func takePassed() -> [(time: MediaTime, bytes: Int, isKeyFrame: Bool)] {
    let origin = clock.origin ?? 0
    return source.takePassed().map { picture in
      (
        MediaTime(ticks: picture.stamp &- origin, timebase: video.timebase), picture.bytes,
        picture.isKeyFrame
      )
    }
  }

  /// What the packets read so far say of pictures that were not decoded.
  package var undecoded: UndecodedPictures {
    let tally = source.tally
    let end = tally.end.flatMap { end in clock.origin.map { end &- $0 } }
    return UndecodedPictures(
      count: tally.shown,
      end: end.map { MediaTime(ticks: $0, timebase: video.timebase) },
      hasExactTimes: !tally.lacksTimes && !clock.hasRepaired && source.demuxer.hasTimestamps)
  }

  /// Goes to a picture at or before `target`, usually the key frame before it: `next` answers it first.
  package mutating func seek(to target: MediaTime) throws(FFmpegError) {
    do throws(FFmpegError) { try go(to: target) } catch {
      guard error.isDeviceFailure else { throw error }
      try dropDevice()
      try go(to: target)
    }
  }

  private mutating func go(to target: MediaTime) throws(FFmpegError) {
    let goal = max(target.rescaled(to: video.timebase, rounding: .down).ticks, 0)
    // Times that depend on all frames before are only found again by reading from the start.
    if let origin = clock.origin, !clock.hasRepaired, source.demuxer.hasTimestamps {
      for backoff in Self.backoffSeconds {
        let aim = goal - backoff * clock.secondTicks
        guard aim >= 0 || backoff == 0, source.seek(timestamp: origin + aim) else { break }
        clock.jump()
        heldTime = nil
        try decodeAhead()
        if let time = heldTime, (0...goal).contains(time), isTrustworthyStart { return }
      }
    }
    try reopen()
  }

  /// Many containers call every packet a key frame; only H.264 and HEVC decoders withhold pictures whose references are lost.
  private var isTrustworthyStart: Bool {
    held.isKeyFrame || video.codec == "h264" || video.codec == "hevc"
  }

  private mutating func reopen() throws(FFmpegError) {
    failuresBeforeReopening += source.failures
    source = try FrameSource(opening)
    clock = PresentationClock(video, hasDiscontinuities: source.demuxer.hasDiscontinuities)
    heldTime = nil
    try decodeAhead()
  }

  /// Decodes the next picture; where a device fails, software goes on after the last one that was handed out.
  private mutating func decodeOn() throws(FFmpegError) {
    do throws(FFmpegError) { try decodeAhead() } catch {
      guard error.isDeviceFailure else { throw error }
      try dropDevice()
      try go(to: MediaTime(ticks: lastTime, timebase: video.timebase))
      while let time = heldTime, time <= lastTime {
        heldTime = nil
        try decodeAhead()
      }
    }
  }

  private mutating func dropDevice() throws(FFmpegError) {
    opening.device = nil
    source = try FrameSource(opening)
    heldTime = nil
  }

  private mutating func decodeAhead() throws(FFmpegError) {
    while try source.next(into: held) {
      guard try sizes.takes(held.size, isTolerant: opening.mode.isTolerant) else { continue }
      heldTime = clock.time(of: held.timestamp)
      return
    }
  }

  /// Leading pictures of an open group are lost in a seek, and some indexes lie: then try further back.
  private static let backoffSeconds: [Int64] = [0, 1, 5, 20]
}

/// Stops files that change their picture size all the time.
private struct SizeWatch {
  var last: PixelSize
  private var changes = 0

  init(last: PixelSize) { self.last = last }

  /// Whether a picture of that size is to be shown: a tolerant reader passes over those of one change too many.
  mutating func takes(_ size: PixelSize, isTolerant: Bool) throws(FFmpegError) -> Bool {
    guard size != last else { return true }
    guard changes < Limits.sizeChanges else {
      if isTolerant { return false }
      throw FFmpegError(code: cff_error_invalid_data, call: "SizeWatch.takes")
    }
    last = size
    changes += 1
    return true
  }
}

extension Opening {
  /// Without a device that does not show what software shows, or that is not asked for that.
  fileprivate func withTrustedDevice() throws(FFmpegError) -> Opening {
    // Measures are taken without the loop filter, which no device leaves out.
    let mayHaveOne = device != nil && purpose == .rendering && mode == .direct
    if mayHaveOne, try DeviceTrial.passes(self) { return self }
    var plain = self
    plain.device = nil
    return plain
  }
}

extension PresentationClock {
  fileprivate init(_ video: VideoStream, hasDiscontinuities: Bool) {
    let second = MediaTime(ticks: 1, timebase: Rational(1)).rescaled(to: video.timebase).ticks
    self.init(
      frameTicks: MediaTime(frame: 1, rate: video.frameRate).rescaled(to: video.timebase).ticks,
      // A recorder's clock that starts anew leaves no smaller hole than this.
      secondTicks: second, largestStep: hasDiscontinuities ? 10 * max(second, 1) : nil)
  }
}
