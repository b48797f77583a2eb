// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// The chain of filters that brings pictures of one stream onto a canvas: upright, square pixels, BT.709, 8 bits.
///
/// Shrinking comes first, so that all that follows works on few pixels. The text holds numbers and words of this file only.
package struct PictureFilter: Hashable, Sendable {
  private let stream: VideoStream
  private let canvas: PixelSize
  private let fit: Fit
  private let focus: Focus

  /// For pictures of `stream`; the canvas' sides are even.
  package init(stream: VideoStream, canvas: PixelSize, fit: Fit, focus: Focus = .center) {
    precondition(canvas.width > 1 && canvas.height > 1, "a canvas has pixels")
    precondition(canvas.width % 2 == 0 && canvas.height % 2 == 0, "a canvas has even sides")
    self.stream = stream
    self.canvas = canvas
    self.fit = fit
    self.focus = focus
  }

  /// The whole chain, without deinterlacing.
  package var description: String {
    let placed = fillsCanvas ? [] : [placement].compactMap(\.self)
    return (cropping + ColorFilter(stream).scaling(to: codedTarget) + turning + placed + Self.tags)
      .joined(separator: ",")
  }

  /// Goes before `description` for interlaced footage; progressive pictures pass it untouched.
  package static let deinterlacing = "bwdif=mode=send_frame:parity=auto:deint=interlaced"

  /// The whole chain with deinterlacing where the stream needs it.
  package var complete: String {
    stream.isInterlaced ? Self.deinterlacing + "," + description : description
  }

  /// The picture's size on the canvas, as a viewer sees it.
  var target: PixelSize {
    if fit == .crop || fillsCanvas { return canvas }
    let scale = min(
      Double(canvas.width) / Double(shown.width), Double(canvas.height) / Double(shown.height))
    return PixelSize(
      width: even(Double(shown.width) * scale, atMost: canvas.width),
      height: even(Double(shown.height) * scale, atMost: canvas.height))
  }

  private var shown: PixelSize {
    PixelSize(width: max(stream.displaySize.width, 1), height: max(stream.displaySize.height, 1))
  }

  /// True when stretching by an unseen 1 % avoids bars of a few pixels.
  private var fillsCanvas: Bool {
    let ratio = stream.displayAspect * Double(canvas.height) / Double(canvas.width)
    return abs(ratio - 1) < 0.01
  }

  private var codedTarget: PixelSize {
    stream.orientation.swapsAxes
      ? PixelSize(width: target.height, height: target.width) : target
  }

  /// Cuts the coded picture to the canvas' aspect, before anything is scaled.
  private var cropping: [String] {
    guard fit == .crop, !fillsCanvas else { return [] }
    let wanted = Double(canvas.width) / Double(canvas.height)
    let coded = stream.orientation.swapsAxes ? 1 / wanted : wanted
    let pixels = coded / max(stream.sampleAspect.value, 0.01)
    let (width, height) = (stream.width, stream.height)
    let size = PixelSize(
      width: even(Double(height) * pixels, atMost: width),
      height: even(Double(width) / pixels, atMost: height))
    let focus = focus.beforeTurning(stream.orientation)
    return [crop(size, from: PixelSize(width: width, height: height), focus: focus)]
  }

  private var turning: [String] {
    let mirror = stream.orientation.isMirrored ? ["hflip"] : []
    switch stream.orientation.clockwise {
    case 90: return mirror + ["transpose=clock"]
    case 180: return mirror + ["hflip", "vflip"]
    case 270: return mirror + ["transpose=cclock"]
    default: return mirror
    }
  }

  private var placement: String? {
    let x = (canvas.width - target.width) / 4 * 2
    let y = (canvas.height - target.height) / 4 * 2
    switch fit {
    case .crop: return nil
    case .bars: return "pad=\(canvas.width):\(canvas.height):\(x):\(y):black"
    case .blur: return backdrop + "overlay=\(x):\(y):format=yuv420"
    }
  }

  /// Splits off a copy that fills the canvas: blurred and darkened at an eighth of the size, where it costs little.
  private var backdrop: String {
    let aspect = Double(canvas.width) / Double(canvas.height)
    let middle = PixelSize(
      width: even(Double(target.height) * aspect, atMost: target.width),
      height: even(Double(target.width) / aspect, atMost: target.height))
    let small = PixelSize(
      width: even(Double(canvas.width) / 8, atMost: canvas.width),
      height: even(Double(canvas.height) / 8, atMost: canvas.height))
    let radius = max(small.width, small.height) / 60
    return [
      "split[front][copy];[copy]" + crop(middle, from: target),
      "scale=\(small.width):\(small.height):flags=area",
      "gblur=sigma=\(max(radius, 1)):steps=2", "lutyuv=y=16+(val-16)*0.7",
      "scale=\(canvas.width):\(canvas.height):flags=bicubic[back];[back][front]",
    ].joined(separator: ",")
  }

  private func crop(
    _ size: PixelSize, from whole: PixelSize, focus: Focus = .center
  ) -> String {
    let (right, bottom) = (whole.width - size.width, whole.height - size.height)
    let x = focus == .left ? 0 : focus == .right ? right / 2 * 2 : right / 4 * 2
    let y = focus == .top ? 0 : focus == .bottom ? bottom / 2 * 2 : bottom / 4 * 2
    return "crop=\(size.width):\(size.height):\(x):\(y)"
  }

  private static let tags = [
    "setsar=1",
    "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709:field_mode=prog",
  ]
}

extension Focus {
  /// The side of the coded picture that becomes this side of the upright one.
  fileprivate func beforeTurning(_ orientation: Orientation) -> Focus {
    var focus = self
    for _ in 0..<(orientation.clockwise / 90) { focus = focus.beforeQuarterTurn }
    guard orientation.isMirrored else { return focus }
    return focus == .left ? .right : focus == .right ? .left : focus
  }

  /// Turned clockwise, the left side comes to the top.
  private var beforeQuarterTurn: Focus {
    switch self {
    case .center: .center
    case .top: .left
    case .left: .bottom
    case .bottom: .right
    case .right: .top
    }
  }
}

/// The nearest even number from 2 to `limit`; chroma is stored for pairs of pixels.
private func even(_ value: Double, atMost limit: Int) -> Int {
  let bounded = min(max(value, 2), Double(max(limit, 2)))
  let rounded = Int((bounded / 2).rounded()) * 2
  return rounded > max(limit, 2) ? rounded - 2 : rounded
}
