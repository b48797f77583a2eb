// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Scaling that also brings a stream's colours to BT.709, limited range, 8-bit 4:2:0.
struct ColorFilter {
  private let stream: VideoStream

  init(_ stream: VideoStream) { self.stream = stream }

  /// Filters that scale to `size` pixels, as coded.
  func scaling(to size: PixelSize) -> [String] {
    if stream.color.isHighDynamicRange { return scaled(to: size, "") + toneMapping }
    if hasWidePrimaries { return scaled(to: size, "") + gamutMapping }
    if size == PixelSize(width: stream.width, height: stream.height), hasHouseColors {
      return ["format=yuv420p"]
    }
    let colors =
      ":in_color_matrix=\(scalerMatrix):in_range=\(range)"
      + ":out_color_matrix=bt709:out_range=limited"
    return scaled(to: size, colors) + ["format=yuv420p"]
  }

  private func scaled(to size: PixelSize, _ colors: String) -> [String] {
    ["scale=\(size.width):\(size.height):flags=\(algorithm(for: size))\(colors)"]
  }

  /// Averaging is as good as bicubic and cheaper where many pixels become one.
  private func algorithm(for size: PixelSize) -> String {
    stream.width >= 3 * size.width && stream.height >= 3 * size.height ? "area" : "bicubic"
  }

  /// Maps light in linear floats: BT.2408's grey (18 % at 38 % of PQ and HLG) lands on BT.709's, white just below full.
  private var toneMapping: [String] {
    let transfer = stream.color.transfer == "smpte2084" ? "smpte2084" : "arib-std-b67"
    return [
      "format=yuv420p10le",
      "zscale=tin=\(transfer):\(wideInput):t=linear:p=bt709:m=gbr:npl=\(Self.whiteNits)",
      "format=gbrpf32le",
      // Up to 1000 nits, which is five times white; desaturation would grey out skies.
      "tonemap=mobius:param=0.3:desat=0:peak=5",
      "zscale=tin=linear:min=gbr:pin=bt709:rin=full:\(Self.output)", "format=yuv420p",
    ]
  }

  /// Such pictures need no arithmetic: 3 ms of each 1080p picture.
  private var hasHouseColors: Bool { scalerMatrix == "bt709" && !stream.color.isFullRange }

  /// BT.2020 primaries without high dynamic range.
  private var gamutMapping: [String] {
    ["format=yuv420p10le", "zscale=tin=bt709:\(wideInput):\(Self.output)", "format=yuv420p"]
  }

  /// Names everything, as pictures may lack the tags that their stream has.
  private var wideInput: String { "min=\(wideMatrix):pin=bt2020:rin=\(range)" }

  private static let output = "t=bt709:m=bt709:p=bt709:r=limited"

  /// Brightness of white paper in BT.2408, in candela per square metre.
  private static let whiteNits = 203

  private var hasWidePrimaries: Bool {
    stream.color.primaries == "bt2020" || stream.color.matrix == "bt2020nc"
  }

  /// Some phones tag the primaries but not the matrix.
  private var wideMatrix: String { stream.color.matrix == "bt709" ? "bt709" : "bt2020nc" }

  private var range: String { stream.color.isFullRange ? "full" : "limited" }

  private var scalerMatrix: String {
    switch stream.color.matrix {
    case "bt709": "bt709"
    case "smpte170m", "bt470bg": "bt601"
    case "fcc": "fcc"
    case "smpte240m": "smpte240m"
    default: isStandardDefinition ? "bt601" : "bt709"
    }
  }

  /// How players read untagged pictures: small ones as BT.601, large ones as BT.709.
  private var isStandardDefinition: Bool { stream.width < 1280 && stream.height <= 576 }
}
