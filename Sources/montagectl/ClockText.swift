// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

extension MediaTime {
  /// Minutes and seconds, rounded to `places` after the point, as in `1:02.40`.
  func clock(_ places: Int) -> String {
    let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
    let ticks = rescaled(to: Rational(1, scale)).ticks
    let seconds = Double(ticks % (60 * scale)) / Double(scale)
    return "\(ticks / (60 * scale)):\(seconds < 10 ? "0" : "")\(seconds.fixed(places))"
  }
}
