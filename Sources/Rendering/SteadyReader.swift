// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// The pictures of a source with their times, whole pictures where the source has fields.
package struct SteadyReader: ~Copyable {
  private var reader: VideoReader
  private var deinterlacer: FilterGraph?
  private let woven: Frame
  private var hasEnded = false

  package let video: VideoStream

  /// Opens the source; the descriptor stays the caller's.
  package init(
    source: Int32, mode: ReadingMode = .direct, device: Device? = nil,
    interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let reader = try VideoReader(
      descriptor: source, purpose: .rendering, mode: mode, device: device, interrupt: interrupt)
    let woven = try Frame()
    video = reader.video
    self.reader = reader
    self.woven = woven
  }

  /// Goes to a picture at or before `time`.
  package mutating func seek(to time: MediaTime) throws(FFmpegError) {
    // Fields are filled from the pictures before and after, so the one before must have been read.
    let before = MediaTime(frame: Self.framesBefore, rate: video.frameRate)
    try reader.seek(to: video.isInterlaced ? time - before : time)
    deinterlacer = nil
    hasEnded = false
  }

  /// Hands out the next picture and its time; nil at the end.
  package mutating func next(into frame: borrowing Frame) throws(FFmpegError) -> MediaTime? {
    guard video.isInterlaced else { return try reader.next(into: frame) }
    while true {
      if try deinterlacer?.pull(into: frame) == true { return frame.time }
      if hasEnded { return nil }
      if try reader.next(into: woven) == nil {
        hasEnded = true
        try deinterlacer?.finish()
      } else {
        try weave()
      }
    }
  }

  /// One that is shown at the time sought, one before it.
  private static let framesBefore = 2

  private mutating func weave() throws(FFmpegError) {
    if deinterlacer == nil || deinterlacer?.accepts(woven) == false {
      deinterlacer = try FilterGraph(
        PictureFilter.deinterlacing, like: woven, timebase: video.timebase)
    }
    try deinterlacer?.push(woven)
  }
}
