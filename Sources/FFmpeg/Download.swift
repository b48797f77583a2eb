// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

/// Brings pictures from a device into memory, in the format in which the processor would have decoded them.
struct Download: ~Copyable {
  private let device: Device
  private let memory: Frame
  private let planar: Frame

  init(_ device: Device) throws(FFmpegError) {
    let memory = try Frame()
    let planar = try Frame()
    self.device = device
    self.memory = memory
    self.planar = planar
  }

  /// Replaces a device's picture; `software` is the format that the stream itself would have.
  func fetch(_ frame: borrowing Frame, like software: AVPixelFormat) throws(FFmpegError) {
    memory.clear()
    try check(device.download(frame.pointer, memory.pointer), device.name)
    switch AVPixelFormat(memory.pointer.pointee.format) {
    case AV_PIX_FMT_NV12:
      // Two names for one layout: the second says that the range is full.
      let isFull = software == AV_PIX_FMT_YUVJ420P
      try split(into: isFull ? software : AV_PIX_FMT_YUV420P, shift: UInt8(0))
      frame.take(from: planar)
    case AV_PIX_FMT_P010LE:
      // Its ten bits are the upper ones of sixteen.
      try split(into: AV_PIX_FMT_YUV420P10LE, shift: UInt16(6))
      frame.take(from: planar)
    default:
      // What has a third layout is compared as it is, and hardly passes.
      frame.take(from: memory)
    }
  }

  /// Gives both halves of the interleaved chroma a plane of their own.
  private func split<Sample: FixedWidthInteger>(
    into format: AVPixelFormat, shift: Sample
  ) throws(FFmpegError) {
    planar.clear()
    planar.pointer.pointee.format = format.rawValue
    planar.pointer.pointee.width = memory.pointer.pointee.width
    planar.pointer.pointee.height = memory.pointer.pointee.height
    try check(av_frame_get_buffer(planar.pointer, 0), "av_frame_get_buffer")
    try check(av_frame_copy_props(planar.pointer, memory.pointer), "av_frame_copy_props")
    let (width, height) = (planar.size.width, planar.size.height)
    for y in 0..<height {
      let from: UnsafeMutablePointer<Sample> = row(y, of: 0, in: memory)
      let to: UnsafeMutablePointer<Sample> = row(y, of: 0, in: planar)
      for x in 0..<width { to[x] = from[x] &>> shift }
    }
    for y in 0..<height.shrunk(by: 1) {
      let from: UnsafeMutablePointer<Sample> = row(y, of: 1, in: memory)
      let blue: UnsafeMutablePointer<Sample> = row(y, of: 1, in: planar)
      let red: UnsafeMutablePointer<Sample> = row(y, of: 2, in: planar)
      for x in 0..<width.shrunk(by: 1) {
        blue[x] = from[2 * x] &>> shift
        red[x] = from[2 * x + 1] &>> shift
      }
    }
  }

  /// Rows are aligned to more than a sample by whoever made the frame.
  private func row<Sample>(
    _ y: Int, of plane: Int32, in frame: borrowing Frame
  ) -> UnsafeMutablePointer<Sample> {
    let start = UnsafeMutableRawPointer(cff_frame_plane(frame.pointer, plane))
    let row = start.unsafelyUnwrapped + y * Int(cff_stride(frame.pointer, plane))
    return row.assumingMemoryBound(to: Sample.self)
  }
}
