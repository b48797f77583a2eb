// SPDX-License-Identifier: GPL-3.0-or-later

import CFFmpeg
import Glibc
import Synchronization

@testable import FFmpeg

extension Device {
  /// Software in a device's place: `change` may spoil a picture by its number, or answer an error in its place.
  static func fake(
    attaching code: Int32 = 0,
    _ change: @escaping @Sendable (UnsafeMutablePointer<AVFrame>, Int) -> Int32 = { _, _ in 0 }
  ) -> Device {
    let count = Counter()
    return Device(
      name: "fake",
      codec: { id in exactCodec(id).flatMap { avcodec_find_decoder_by_name($0) } },
      attach: { _ in code },
      download: { picture, memory in
        av_frame_ref(memory, picture)
        av_frame_make_writable(memory)
        return change(memory, count.next())
      })
  }

  /// As many devices answer: both chroma planes in one, ten bits at the top of sixteen.
  static func interleaving() -> Device {
    fake { picture, _ in
      let isDeep = picture.pointee.format == AV_PIX_FMT_YUV420P10LE.rawValue
      var made = av_frame_alloc()
      guard let target = made else { return cff_error_memory }
      target.pointee.format = (isDeep ? AV_PIX_FMT_P010LE : AV_PIX_FMT_NV12).rawValue
      (target.pointee.width, target.pointee.height) = (
        picture.pointee.width, picture.pointee.height
      )
      av_frame_get_buffer(target, 0)
      av_frame_copy_props(target, picture)
      let (bytes, shift) = isDeep ? (2, 6) : (1, 0)
      let (width, height) = (Int(picture.pointee.width), Int(picture.pointee.height))
      for y in 0..<height {
        for x in 0..<width {
          set(sample(picture, 0, x, y, bytes) << shift, in: target, 0, x, y, bytes)
        }
      }
      for y in 0..<((height + 1) / 2) {
        for x in 0..<((width + 1) / 2 * 2) {
          let value = sample(picture, 1 + Int32(x % 2), x / 2, y, bytes)
          set(value << shift, in: target, 1, x, y, bytes)
        }
      }
      av_frame_unref(picture)
      av_frame_move_ref(picture, target)
      av_frame_free(&made)
      return 0
    }
  }

  /// Changes one sample by as little as can be.
  static func spoil(_ frame: UnsafeMutablePointer<AVFrame>, plane: Int32) {
    cff_frame_plane(frame, plane)?[3] ^= 1
  }
}

private func sample(
  _ frame: UnsafeMutablePointer<AVFrame>, _ plane: Int32, _ x: Int, _ y: Int, _ bytes: Int
) -> Int {
  guard let start = cff_frame_plane(frame, plane) else { return 0 }
  let place = start + y * Int(cff_stride(frame, plane)) + x * bytes
  return Int(place[0]) | (bytes == 2 ? Int(place[1]) << 8 : 0)
}

private func set(
  _ value: Int, in frame: UnsafeMutablePointer<AVFrame>, _ plane: Int32, _ x: Int, _ y: Int,
  _ bytes: Int
) {
  guard let start = cff_frame_plane(frame, plane) else { return }
  let place = start + y * Int(cff_stride(frame, plane)) + x * bytes
  place[0] = UInt8(value & 0xFF)
  if bytes == 2 { place[1] = UInt8(value >> 8) }
}

/// Numbers pictures from 0 on, over all decoders of a device.
private final class Counter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
