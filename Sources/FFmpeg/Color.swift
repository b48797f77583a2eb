// SPDX-License-Identifier: GPL-3.0-or-later

internal import CFFmpeg
internal import Media

extension ColorDescription {
  init(
    primaries: AVColorPrimaries, transfer: AVColorTransferCharacteristic, matrix: AVColorSpace,
    range: AVColorRange, format: AVPixelFormat
  ) {
    self.init(
      primaries: primaries == AVCOL_PRI_UNSPECIFIED
        ? nil : name(av_color_primaries_name(primaries)),
      transfer: transfer == AVCOL_TRC_UNSPECIFIED ? nil : name(av_color_transfer_name(transfer)),
      matrix: matrix == AVCOL_SPC_UNSPECIFIED ? nil : name(av_color_space_name(matrix)),
      isFullRange: range == AVCOL_RANGE_JPEG || Self.fullRangeFormats.contains(format.rawValue))
  }

  /// Formats that mean full range by themselves.
  private static let fullRangeFormats: Set<AVPixelFormat.RawValue> = Set(
    [
      AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P,
      AV_PIX_FMT_YUVJ411P,
    ].map(\.rawValue))
}

private func name(_ text: UnsafePointer<CChar>?) -> String? {
  guard let text else { return nil }
  let name = String(cString: text)
  return name == "reserved" || name == "unknown" ? nil : name
}

extension Rational {
  /// A fraction of FFmpeg's; its denominator must not be zero.
  init(_ value: AVRational) { self.init(Int64(value.num), Int64(value.den)) }
}

extension AVRational {
  /// The nearest fraction whose parts fit 32 bits.
  init(_ value: Rational) {
    var top: Int32 = 0
    var bottom: Int32 = 1
    av_reduce(&top, &bottom, value.numerator, value.denominator, Int64(Int32.max))
    self.init(num: top, den: bottom)
  }
}
