// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

/// The samples of one component inside a frame's buffers; valid as long as the frame keeps them.
struct Plane {
  let width: Int
  let height: Int
  /// Bytes from one sample to the next in a row.
  let step: Int
  /// 1 or 2.
  let sampleBytes: Int
  /// How far a sample is shifted right to become 8 bits.
  let shift: Int
  private let base: UnsafeRawPointer
  private let stride: Int

  /// Component `index` (0 luma, 1 blue, 2 red) of `frame`; nil when its format cannot be read sample by sample.
  init?(_ frame: borrowing Frame, component index: Int) {
    let format = AVPixelFormat(frame.pointer.pointee.format)
    guard let description = av_pix_fmt_desc_get(format),
      description.pointee.flags & Self.unreadable == 0,
      index < description.pointee.nb_components
    else { return nil }
    // Grey with alpha has two components, of which the second is no colour.
    if index > 0, description.pointee.nb_components < 3 { return nil }
    let component = cff_component(description, Int32(index))
    guard (8...16).contains(component.depth), let data = cff_plane(frame.pointer, component.plane)
    else { return nil }
    let isChroma = index > 0
    width =
      isChroma ? frame.size.width.shrunk(by: description.pointee.log2_chroma_w) : frame.size.width
    height =
      isChroma ? frame.size.height.shrunk(by: description.pointee.log2_chroma_h) : frame.size.height
    step = Int(component.step)
    sampleBytes = component.depth > 8 || component.shift > 0 ? 2 : 1
    shift = Int(component.depth + component.shift) - 8
    base = UnsafeRawPointer(data) + Int(component.offset)
    stride = Int(cff_stride(frame.pointer, component.plane))
  }

  func row(_ y: Int) -> UnsafeRawPointer { base + y * stride }

  func sample(_ x: Int, _ y: Int) -> Int {
    let place = row(y) + x * step
    return sampleBytes == 1
      ? Int(place.load(as: UInt8.self)) : Int(place.loadUnaligned(as: UInt16.self))
  }

  /// A copy in 8 bits.
  func copy() -> GrayImage {
    var image = GrayImage(width: width, height: height)
    image.pixels.withUnsafeMutableBufferPointer { pixels in
      for y in 0..<height {
        let target = UnsafeMutableBufferPointer(rebasing: pixels[(y * width)..<((y + 1) * width)])
        if sampleBytes == 1, step == 1 {
          UnsafeMutableRawBufferPointer(target).copyMemory(
            from: UnsafeRawBufferPointer(start: row(y), count: width))
        } else if sampleBytes == 2, step == 2 {
          let samples = row(y).assumingMemoryBound(to: UInt16.self)
          let shift = UInt16(shift)
          for x in target.indices { target[x] = UInt8(truncatingIfNeeded: samples[x] &>> shift) }
        } else {
          for x in 0..<width { target[x] = UInt8(truncatingIfNeeded: sample(x, y) >> shift) }
        }
      }
    }
    return image
  }

  private static let unreadable = UInt64(
    AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM
      | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_BAYER
      | AV_PIX_FMT_FLAG_FLOAT)
}
