// SPDX-License-Identifier: GPL-3.0-or-later

package import FFmpeg
package import Media

/// A source as the house shows it: upright, on the canvas, at the house rate.
package struct HousePictures: ~Copyable {
  private var reader: SteadyReader
  private var filter: FilterGraph?
  private let stream: VideoStream
  private let format: HouseFormat
  private let grid: FrameGrid
  /// The source frame on show, the one after it, and the picture made of the first.
  private var current: Frame
  private var upcoming: Frame
  private let made: Frame
  private let look: Look?
  private let grader: PictureMixer
  private var upcomingTime: MediaTime?
  private var isMade = false
  private var pushed = 0

  /// Opens the source; the descriptor stays the caller's.
  package init(
    source: Int32, format: HouseFormat, look: Look? = nil, mode: ReadingMode = .direct,
    device: Device? = nil, interrupt: InterruptFlag? = nil
  ) throws(FFmpegError) {
    let reader = try SteadyReader(source: source, mode: mode, device: device, interrupt: interrupt)
    let current = try Frame()
    let upcoming = try Frame()
    let made = try Frame()
    let grader = try PictureMixer()
    stream = reader.video
    self.reader = reader
    self.format = format
    grid = FrameGrid(rate: format.frameRate)
    self.current = current
    self.upcoming = upcoming
    self.made = made
    self.look = look
    self.grader = grader
  }

  /// Goes to where house frame `frame` stands; comes before the first picture of every span.
  package mutating func seek(to frame: Int) throws(FFmpegError) {
    try reader.seek(to: grid.time(of: frame))
    upcomingTime = try reader.next(into: upcoming)
    isMade = false
    try advance()
  }

  /// Shows house frame `frame`, not before any shown since the last seek; the source's last frame stands on.
  package mutating func picture(
    at frame: Int, _ body: (borrowing Frame) throws(FFmpegError) -> Void
  ) throws(FFmpegError) {
    while let time = upcomingTime, grid.isDue(time, at: frame) { try advance() }
    if !isMade { try make() }
    try body(made)
  }

  /// The same as a reference to the picture's buffers, which are not to be written to.
  package mutating func picture(
    at frame: Int, into reference: borrowing Frame
  ) throws(FFmpegError) {
    try picture(at: frame) { made throws(FFmpegError) in try reference.refer(to: made) }
  }

  private mutating func advance() throws(FFmpegError) {
    guard upcomingTime != nil else { return }
    swap(&current, &upcoming)
    isMade = false
    upcomingTime = try reader.next(into: upcoming)
  }

  /// Filters the current frame; a source that changes its size in mid-stream gets a new filter.
  private mutating func make() throws(FFmpegError) {
    if filter == nil || filter?.accepts(current) == false {
      var stream = stream
      stream.width = current.size.width
      stream.height = current.size.height
      let chain = PictureFilter(
        stream: stream, canvas: format.canvas, fit: format.fit, focus: format.focus ?? .center)
      filter = try FilterGraph(
        chain.description, like: current, timebase: format.frameRate.inverse)
    }
    // The chain sees one picture after the other, whatever span they come from.
    pushed += 1
    current.set(time: MediaTime(frame: pushed, rate: format.frameRate))
    try filter?.push(current)
    guard try filter?.pull(into: made) == true else {
      throw FFmpegError(code: -1, call: "HousePictures.make")
    }
    if let look {
      try grader.show(made, in: look)
      try made.refer(to: grader.picture)
    }
    isMade = true
  }
}
